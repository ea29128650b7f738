/**
 * Interactions as CSV: RFC 4180 with CRLF and a byte order mark, one row an interaction.
 *
 * Formulas are made harmless: a text that begins with = + - @, a tab or a carriage return, or with apostrophes and then
 * one of these, gets one apostrophe in front. To get the text back, take one apostrophe off a text that begins with
 * apostrophes and then one of these. Columns of numbers, times and flags are the application's own and stay plain.
 */
import { stringify } from 'csv-stringify/browser/esm/sync';
import type { Review } from '#shared/contract/data.ts';
import {
  articlesOf,
  csatOf,
  type Interaction,
  lastMessageAt,
  type Side,
  sideOf,
  tagsOf,
} from '#shared/domain/interaction.ts';
import { approvedOf, turnsOf } from '../index/document.ts';

export const BYTE_ORDER_MARK = '\ufeff';

export const csvColumns = [
  'interaction_id',
  'created_at',
  'last_message_at',
  'source',
  'channel',
  'status',
  'resolved',
  'csat',
  'has_feedback',
  'feedback',
  'approved',
  'turns',
  'subject',
  'transcript',
  'tags',
  'articles',
  'user_attributes',
  'url',
  'external_id',
  'verdict',
  'labels',
  'note',
  'tag_judgements',
  'reviewer',
  'reviewed_at',
  'stale',
] as const;

/** Takes the meaning of a formula from a text that a spreadsheet would run. See the top of the file for the way back. */
export const neutralise = (text: string): string => (/^'*[=+\-@\t\r]/u.test(text) ? `'${text}` : text);

export interface CsvRow {
  readonly interaction: Interaction;
  readonly review: Review;
  readonly reviewer: string;
  /** Names by id of tags that the conversation need not have: one may be judged to be missing. */
  readonly tagNames?: ReadonlyMap<string, string>;
}

/** The line of column names. */
export const csvHeader = (): string => toCsv([[...csvColumns]]);

/** Rows as lines. */
export const csvLines = (rows: readonly CsvRow[]): string => toCsv(rows.map(cellsOf));

const toCsv = (rows: readonly (readonly string[])[]): string => stringify([...rows], { record_delimiter: '\r\n' });

const cellsOf = ({ interaction, review, reviewer, tagNames }: CsvRow): readonly string[] => {
  const tags = tagsOf(interaction);
  const names = new Map(tags.map((tag) => [tag.id, tag.name]));
  const reviewed = review.updatedAt !== null;
  return [
    neutralise(interaction.id),
    isoTime(interaction.createdAt),
    isoTime(lastMessageAt(interaction)),
    neutralise(interaction.source),
    neutralise(interaction.channel),
    neutralise(interaction.status),
    flag(interaction.resolved),
    String(csatOf(interaction) ?? ''),
    flag(interaction.hasFeedback),
    neutralise(feedbackOf(interaction)),
    flag(approvedOf(interaction)),
    String(turnsOf(interaction)),
    neutralise(interaction.subjectPreview),
    neutralise(transcriptOf(interaction)),
    neutralise(tags.map((tag) => tag.name).join('; ')),
    neutralise(
      articlesOf(interaction)
        .map((article) => (article.documentUrl === null ? article.title : `${article.title} <${article.documentUrl}>`))
        .join('; '),
    ),
    neutralise(JSON.stringify(interaction.userAttributes)),
    neutralise(interaction.url ?? ''),
    neutralise(interaction.externalId ?? ''),
    review.verdict ?? '',
    neutralise(review.labels.join('; ')),
    neutralise(review.note),
    neutralise(
      Object.entries(review.tags)
        .map(([id, judgement]) => `${names.get(id) ?? tagNames?.get(id) ?? id}: ${judgement}`)
        .join('; '),
    ),
    reviewed ? neutralise(reviewer) : '',
    review.updatedAt === null ? '' : isoTime(review.updatedAt),
    review.verdict === null ? '' : flag(review.stale),
  ];
};

const flag = (value: boolean | null): string => (value === null ? '' : String(value));

const isoTime = (time: number): string => new Date(time).toISOString();

const feedbackOf = (interaction: Interaction): string =>
  interaction.events
    .map((event) => event.feedback ?? '')
    .filter((text) => text !== '')
    .join('\n');

const sideNames: Readonly<Record<Side, string>> = {
  customer: 'Customer',
  fini: 'Fini',
  agent: 'Agent',
  otherbot: 'Other bot',
  note: 'Internal note',
  system: 'System',
};

/** Every message on a line of its own, after who said it. */
const transcriptOf = (interaction: Interaction): string =>
  interaction.events
    .filter((event) => event.message !== null && event.message !== '')
    .map((event) => `${sideNames[sideOf(event)]}: ${event.message ?? ''}`)
    .join('\n');
