/** What a workspace calls its agents and its tags: read beside the interactions, for names and for tag review. */
import { z } from 'zod';

const id = z.string().min(1).max(512);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

export const agentSchema = z.object({ id, name: text });
export const tagGroupSchema = z.object({
  id,
  title: text,
  description: text,
  multiselect: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  mandatory: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
});
export const groupTagSchema = z.object({ id, tagGroupId: id, tagName: text, tagDescription: text });

export const catalogueSchema = z
  .object({
    agents: z.array(agentSchema).readonly(),
    tagGroups: z.array(tagGroupSchema).readonly(),
    tags: z.array(groupTagSchema).readonly(),
    /** Epoch ms. */
    fetchedAt: z.number().int(),
  })
  .readonly();
export type Catalogue = z.infer<typeof catalogueSchema>;
export type Agent = Readonly<z.infer<typeof agentSchema>>;
export type TagGroup = Readonly<z.infer<typeof tagGroupSchema>>;
export type GroupTag = Readonly<z.infer<typeof groupTagSchema>>;
