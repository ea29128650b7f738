/**
 * What Fini's list endpoint returns, as the application keeps it.
 *
 * The published reference leaves shapes open (tags, attachments, enum values), so parsing is tolerant: missing
 * nullable fields become null, unknown enum values stay as they are, unknown fields are kept, and what stands where an
 * object should be is put into one. Only what the application cannot work without (an id, a time, a list of events)
 * makes a row invalid.
 */
import { z } from 'zod';

/** UTF-16 code units. */
const LONGEST_ID = 512;

const nullableText = z
  .preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string().nullish())
  .transform((value) => value ?? null);
const nullableNumber = z
  .number()
  .nullish()
  .transform((value) => value ?? null);
const nullableBoolean = z
  .boolean()
  .nullish()
  .transform((value) => value ?? null);
const identifier = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string().min(1).max(LONGEST_ID),
);
/** Milliseconds since the Unix epoch; the range a JavaScript date can hold. */
const epochMilliseconds = z.number().int().min(0).max(8_640_000_000_000_000);
const text = nullableText.transform((value) => value ?? '');

type OpenObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is OpenObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Any JSON. An object is handed through untouched, so that an own `__proto__` key stays data and is never assigned; any
 * other value becomes the one field of an object.
 *
 * @param field its name
 */
const openObject = (field: string) =>
  z
    .unknown()
    .optional()
    .transform((value): OpenObject => {
      if (isObject(value)) return value;
      return value === null || value === undefined ? {} : { [field]: value };
    });

const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((value): readonly z.output<Item>[] => value ?? []);

/**
 * What an element of a list is made of whose shape is not documented for certain: a text alone is its name, and one
 * without an id is told apart by its name or its address.
 */
const named = (name: 'name' | 'title') => (value: unknown) => {
  const element = typeof value === 'string' ? { [name]: value } : value;
  if (!isObject(element) || (element['id'] !== null && element['id'] !== undefined)) return element;
  const id = [element[name], element['documentUrl']].find((one) => typeof one === 'string' && one !== '');
  return id === undefined ? element : { ...element, id: String(id).slice(0, LONGEST_ID) };
};

export const tagSchema = z.preprocess(
  named('name'),
  z.looseObject({ id: identifier, name: text, groupId: nullableText }),
);
export const articleSchema = z.preprocess(
  named('title'),
  z.looseObject({ id: identifier, title: text, documentUrl: nullableText }),
);
export const subfolderSchema = z.preprocess(named('title'), z.looseObject({ id: identifier, title: text }));
export const attachmentSchema = openObject('originalUrl');

export const eventSchema = z.looseObject({
  id: identifier,
  createdAt: epochMilliseconds,
  role: text,
  type: text,
  message: nullableText,
  externalId: nullableText,
  externalCreatedAt: z
    .union([z.number(), z.string()])
    .nullish()
    .transform((value) => value ?? null),
  /** null is "not rated"; 0 is a rating. */
  csatRating: nullableNumber,
  feedback: nullableText,
  approved: nullableBoolean,
  resolved: nullableBoolean,
  attachments: listOf(attachmentSchema),
  tags: listOf(tagSchema),
  usedArticles: listOf(articleSchema),
});

export const interactionSchema = z.looseObject({
  id: identifier,
  createdAt: epochMilliseconds,
  source: text,
  channel: text,
  status: text,
  externalId: nullableText,
  url: nullableText,
  subjectPreview: text,
  hasFeedback: nullableBoolean.transform((value) => value ?? false),
  /** Fini's own flag. Never derived from `status`, nor the other way round. */
  resolved: nullableBoolean,
  userAttributes: openObject('value'),
  usedArticles: listOf(articleSchema),
  usedSubfolders: listOf(subfolderSchema),
  events: listOf(eventSchema),
});

export type Tag = Readonly<z.output<typeof tagSchema>>;
export type Article = Readonly<z.output<typeof articleSchema>>;
export type Subfolder = Readonly<z.output<typeof subfolderSchema>>;
export type Attachment = Readonly<Record<string, unknown>>;
export type InteractionEvent = Readonly<z.output<typeof eventSchema>>;
export type Interaction = Readonly<z.output<typeof interactionSchema>>;

/** When anybody last spoke, in epoch ms: what the API sorts by, and so what the application sorts by. */
export const lastMessageAt = (interaction: Interaction): number =>
  interaction.events.reduce((latest, event) => Math.max(latest, event.createdAt), interaction.createdAt);

/** Who said an event, in the four sides the application draws apart. Unknown roles count as another bot. */
export type Side = 'customer' | 'fini' | 'agent' | 'otherbot' | 'note' | 'system';

/** The side an event belongs to: notes and Fini's own timing events are set apart from what the customer saw. */
export const sideOf = (event: Pick<InteractionEvent, 'role' | 'type'>): Side => {
  switch (event.type) {
    case 'internalnote':
      return 'note';
    case 'no_reply':
    case 'silent_escalation':
    case 'debounce':
      return 'system';
    default:
  }
  switch (event.role) {
    case 'user':
      return 'customer';
    case 'finibot':
      return 'fini';
    case 'agent':
      return 'agent';
    default:
      return 'otherbot';
  }
};

/** The last CSAT rating given in the conversation, or null when nobody rated. 0 is a rating. */
export const csatOf = (interaction: Interaction): number | null => {
  for (let index = interaction.events.length - 1; index >= 0; index -= 1) {
    const rating = interaction.events[index]?.csatRating ?? null;
    if (rating !== null) return rating;
  }
  return null;
};

/** Every tag of the conversation, once each by id, in order of first use. */
export const tagsOf = (interaction: Interaction): readonly Tag[] => {
  const tags = new Map<string, Tag>();
  for (const event of interaction.events) for (const tag of event.tags) if (!tags.has(tag.id)) tags.set(tag.id, tag);
  return [...tags.values()];
};

/** Every article cited in the conversation, once each by id, in order of first use. */
export const articlesOf = (interaction: Interaction): readonly Article[] => {
  const articles = new Map<string, Article>();
  const add = (article: Article): void => {
    const known = articles.get(article.id);
    if (!known || (known.documentUrl === null && article.documentUrl !== null)) articles.set(article.id, article);
  };
  for (const article of interaction.usedArticles) add(article);
  for (const event of interaction.events) for (const article of event.usedArticles) add(article);
  return [...articles.values()];
};
