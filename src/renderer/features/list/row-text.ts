/** The texts of a row as they are drawn: worked out once for each row, since a scroll draws the same ones again and again. */
import type { InteractionSummary } from '#shared/contract/data.ts';
import { isBlank, oneLine } from '../conversation/plain-text.ts';

/** Plain letters with single blanks between them: one line as they are. Most texts are, and looking is cheap. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/u;

/** One line of text; empty when it would draw nothing. */
export const lineOf = (text: string): string => {
  if (text === '' || PLAIN.test(text)) return text;
  return isBlank(text) ? '' : oneLine(text);
};

export interface RowText {
  readonly subject: string;
  readonly snippet: string;
  readonly source: string;
  readonly channel: string;
  readonly status: string;
  readonly tags: readonly string[];
  readonly labels: string;
  readonly agents: string;
}

const known = new WeakMap<InteractionSummary, RowText>();

const joined = (names: readonly string[]): string => (names.length === 0 ? '' : names.map(lineOf).join(', '));

export const rowText = (row: InteractionSummary): RowText => {
  const before = known.get(row);
  if (before) return before;
  const text: RowText = {
    subject: lineOf(row.subject),
    snippet: lineOf(row.snippet),
    source: lineOf(row.source),
    channel: lineOf(row.channel),
    status: lineOf(row.status),
    tags: row.tags.map(lineOf),
    labels: joined(row.labels),
    agents: joined(row.agents),
  };
  known.set(row, text);
  return text;
};
