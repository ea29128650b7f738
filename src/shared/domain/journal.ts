/**
 * The review journal's events. A judgement is never stored as state: it is an event, and the state is a fold over all
 * events, so two reviewers' journals merge by union in any order.
 */
import { z } from 'zod';
import { reviewerSchema } from './workspace.ts';

export const verdictSchema = z.enum(['pass', 'fail', 'unsure']);
export type Verdict = z.infer<typeof verdictSchema>;

/** Of a tag that Fini gave: right or wrong. `missing`: Fini did not give it and should have. */
export const tagJudgementSchema = z.enum(['right', 'wrong', 'missing']);
export type TagJudgement = z.infer<typeof tagJudgementSchema>;

/** Longest note, in UTF-16 code units. */
export const LONGEST_NOTE = 20_000;
/** Longest label, in UTF-16 code units. */
export const LONGEST_LABEL = 60;

/** What a reviewer did. `null` takes a verdict, a note or a tag judgement back. */
export const judgementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('verdict'), verdict: verdictSchema.nullable() }),
  z.object({ kind: z.literal('label'), label: z.string().trim().min(1).max(LONGEST_LABEL), present: z.boolean() }),
  z.object({ kind: z.literal('note'), text: z.string().max(LONGEST_NOTE) }),
  z.object({ kind: z.literal('tag'), tagId: z.string().min(1), judgement: tagJudgementSchema.nullable() }),
  /** Takes another event back; undoing an undo brings it again. */
  z.object({ kind: z.literal('undo'), of: z.uuid() }),
]);
export type Judgement = Readonly<z.infer<typeof judgementSchema>>;

export const targetSchema = z
  .object({
    interactionId: z.string().min(1),
    /** One event of the interaction, when the judgement is about that turn alone. */
    eventId: z.string().min(1).nullable(),
  })
  .readonly();
export type ReviewTarget = z.infer<typeof targetSchema>;

export const journalEventSchema = z
  .object({
    /** UUIDv7: unique, and ordered by time for one reviewer. */
    id: z.uuid(),
    /** Epoch ms by the reviewer's clock. */
    at: z.number().int().min(0),
    reviewer: reviewerSchema,
    target: targetSchema,
    /** Content hash of the interaction as it was judged; null when it was not in the cache. */
    basis: z.string().nullable(),
    judgement: judgementSchema,
  })
  .readonly();
export type JournalEvent = z.infer<typeof journalEventSchema>;
