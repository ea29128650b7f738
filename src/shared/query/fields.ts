/** What each clause takes: the one table that parsing, planning, autocomplete, the help and the documentation follow. */
import { type FieldName, reviewValues, verdictValues } from './ast.ts';

/** Values of `has:`. */
export const hasValues = ['feedback', 'csat', 'attachment', 'note', 'tag', 'article', 'escalation'] as const;
export type HasValue = (typeof hasValues)[number];

/** Values of `from:`, as the roles of events are called; `note` is an internal note, whoever wrote it. */
export const fromValues = ['user', 'agent', 'finibot', 'otherbot', 'note'] as const;
export type FromValue = (typeof fromValues)[number];

export const flagValues = ['yes', 'no', 'none'] as const;
export type FlagValue = (typeof flagValues)[number];

/** Values of `changed:` besides dates: came in another version since it was first fetched, did not, since the verdict. */
export const changedValues = ['yes', 'no', 'stale'] as const;
export type ChangedValue = (typeof changedValues)[number];

/** How the values of a clause are read. */
export type ValueKind =
  /** Any name; `*` at the end is a prefix. */
  | 'name'
  /** Compared whole, as it is. */
  | 'id'
  /** Found anywhere within. */
  | 'part'
  /** One of a closed list. */
  | 'choice'
  /** Numbers, comparisons and ranges of them. */
  | 'number'
  /** One moment that the clause itself compares with. */
  | 'moment'
  /** Dates, comparisons and ranges of them. */
  | 'date'
  /** A name or a number: the attributes of a user. */
  | 'attribute';

export interface FieldDefinition {
  readonly kind: ValueKind;
  /** Words that are welcome: all there are of a `choice`, those beside numbers or dates of others. */
  readonly words: readonly string[];
  /** One line for the list of clauses. */
  readonly meaning: string;
}

export const fields: Readonly<Record<FieldName, FieldDefinition>> = {
  source: { kind: 'name', words: [], meaning: 'where it was held, such as zendesk or widget' },
  channel: { kind: 'name', words: [], meaning: 'chat, email, voice …' },
  status: { kind: 'name', words: [], meaning: 'status as Fini gives it' },
  agent: { kind: 'name', words: [], meaning: 'agent that answered, by name or id' },
  tag: { kind: 'name', words: [], meaning: 'tag, by name' },
  folder: { kind: 'name', words: [], meaning: 'knowledge folder that was used' },
  article: { kind: 'name', words: [], meaning: 'article that was used, by title' },
  from: { kind: 'choice', words: fromValues, meaning: 'who said the words' },
  type: { kind: 'name', words: [], meaning: 'holds an event of this type' },
  has: { kind: 'choice', words: hasValues, meaning: 'what it holds' },
  csat: { kind: 'number', words: ['none'], meaning: 'last rating; none is not rated' },
  approved: { kind: 'choice', words: flagValues, meaning: 'thumbs up or down' },
  resolved: { kind: 'choice', words: flagValues, meaning: 'marked resolved' },
  turns: { kind: 'number', words: [], meaning: 'messages that the customer could see' },
  after: { kind: 'moment', words: ['today', 'yesterday'], meaning: 'last message at or after' },
  before: { kind: 'moment', words: ['today', 'yesterday'], meaning: 'last message before' },
  on: { kind: 'date', words: ['today', 'yesterday'], meaning: 'last message on a day, in a month or between two days' },
  id: { kind: 'id', words: [], meaning: 'interaction with this id' },
  url: { kind: 'part', words: [], meaning: 'part of the address' },
  user: { kind: 'attribute', words: [], meaning: 'attribute of the user' },
  review: { kind: 'choice', words: reviewValues, meaning: 'state of your review' },
  verdict: { kind: 'choice', words: verdictValues, meaning: 'your verdict' },
  label: { kind: 'name', words: [], meaning: 'label you gave' },
  reviewer: { kind: 'name', words: [], meaning: 'who judged it' },
  changed: { kind: 'date', words: changedValues, meaning: 'came in another version since; or when that was seen' },
};

/** What the words of some clauses mean, where they do not say so themselves. */
export const wordMeanings: Readonly<Partial<Record<FieldName, Readonly<Record<string, string>>>>> = {
  from: {
    user: 'the customer',
    agent: 'a human agent',
    finibot: 'Fini',
    otherbot: 'another bot',
    note: 'an internal note',
  },
  has: {
    feedback: 'feedback of the customer',
    csat: 'a rating, 0 included',
    attachment: 'a file',
    note: 'an internal note',
    escalation: 'handed to a human',
  },
  csat: { none: 'not rated' },
  approved: { yes: 'thumbs up', no: 'thumbs down', none: 'no thumb' },
  resolved: { none: 'nobody said' },
  review: {
    none: 'without a verdict',
    done: 'with a verdict',
    labelled: 'with a label',
    noted: 'with a note of yours',
  },
  verdict: { none: 'without a verdict' },
  changed: {
    yes: 'came in another version since',
    no: 'as it was first fetched',
    stale: 'changed since your verdict',
  },
};
