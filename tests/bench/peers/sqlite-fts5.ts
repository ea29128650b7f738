/**
 * SQLite FTS5, as fast as it is known to go. What its two builds share, the one for WebAssembly and the one for the
 * machine itself, both in memory:
 *
 * - rowid is the place in the list, newest first, so that neither a count nor the newest fifty needs sorting
 * - contentless and without column sizes; `detail=none` with indexes for prefixes of 2 to 5 for words, and a second table
 *   with `detail=full`, which only phrases are asked of: positions would slow every word down
 * - cut into our terms beforehand and read with the `ascii` tokenizer, the quickest of its own and one that leaves every
 *   term as it is
 * - clauses are terms of the same table, so that it intersects lists instead of joining; times are spans of rowids
 * - `optimize` after loading, statements prepared once
 */
import { GAP } from './document.ts';
import type { Engine } from './engine.ts';
import { type BenchQuery, FACETS, type WordsAsked } from './query.ts';
import { complement, type Found, type Shelf } from './shelf.ts';

/** Begins the term of a clause's value; no word holds it. */
const CLAUSE = '\ue001';

export const TABLES = ['words', 'phrases'] as const;
export type TableName = (typeof TABLES)[number];

/** Opens a transaction, which OPTIMIZE ends. */
export const SCHEMA = `
  PRAGMA journal_mode = off;
  PRAGMA temp_store = memory;
  CREATE VIRTUAL TABLE words USING fts5(text, content='', columnsize=0, detail=none, prefix='2 3 4 5', tokenize=ascii);
  CREATE VIRTUAL TABLE phrases USING fts5(text, content='', columnsize=0, detail=full, tokenize=ascii);
  BEGIN`;
export const OPTIMIZE = `
  COMMIT;
  INSERT INTO words(words) VALUES ('optimize');
  INSERT INTO phrases(phrases) VALUES ('optimize');`;

export const insertInto = (table: TableName): string => `INSERT INTO ${table}(rowid, text) VALUES (?, ?)`;

/** Takes a match and the first and last (exclusive) rowid. */
export const selectFrom = (table: TableName): string =>
  `SELECT rowid FROM ${table} WHERE ${table} MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid`;

/** What one document is indexed by. */
export const textOf = (shelf: Shelf, document: number): string =>
  `${shelf.documents[document]!.text} ${GAP} ${clauseTerms(shelf, document)}`;

/** The engine over a build that lists the rowids, ascending, which a match has from `first` to `end` (exclusive). */
export const createFts5 = (
  shelf: Shelf,
  list: (table: TableName, match: string, first: number, end: number) => Uint32Array,
): Engine => ({
  search: (query: BenchQuery): Found => {
    const { match, negated, first, end } = compile(shelf, query);
    const table = query.words.some(({ terms }) => terms.length > 1) ? 'phrases' : 'words';
    if (match === null) return shelf.finish(Uint32Array.from({ length: end - first }, (_, index) => first + index));
    const found = list(table, match, first, end);
    return shelf.finish(negated ? complement(found, shelf.documents.length) : found);
  },
  answer: (found) => shelf.answer(found as Found),
});

const clauseTerm = (facet: string, ordinal: number): string => `${CLAUSE}${facet}${ordinal}`;

const clauseTerms = ({ columns }: Shelf, document: number): string => {
  const terms: string[] = [];
  for (const facet of FACETS) {
    const { from, ordinals } = columns[facet];
    for (let at = from[document]!; at < from[document + 1]!; at += 1) terms.push(clauseTerm(facet, ordinals[at]!));
  }
  return terms.join(' ');
};

const wordMatch = ({ terms, prefix }: WordsAsked): string => `"${terms.join(' ')}"${prefix ? ' *' : ''}`;

/** FTS5 has no "not" without something it is taken from: the list of what is not wanted is then turned round. */
const compile = (shelf: Shelf, { words, clauses }: BenchQuery) => {
  let [first, end] = [0, shelf.documents.length];
  const wanted: string[] = [];
  const unwanted: string[] = [];
  for (const word of words) (word.negated ? unwanted : wanted).push(wordMatch(word));
  for (const clause of clauses) {
    if (clause.field === 'time') {
      const span = shelf.span(clause.from, clause.to);
      [first, end] = [Math.max(first, span[0]), Math.min(end, span[1])];
      continue;
    }
    const { values } = shelf.columns[clause.field];
    const terms: string[] = [];
    values.forEach((value, ordinal) => {
      if (clause.values.includes(value.toLowerCase())) terms.push(`"${clauseTerm(clause.field as string, ordinal)}"`);
    });
    const any = terms.length === 0 ? `"${CLAUSE}none"` : `(${terms.join(' OR ')})`;
    (clause.negated ? unwanted : wanted).push(any);
  }
  if (wanted.length === 0 && unwanted.length === 0) return { match: null, negated: false, first, end };
  if (wanted.length === 0) return { match: unwanted.join(' OR '), negated: true, first, end };
  const positive = `(${wanted.join(' AND ')})`;
  return { match: [positive, ...unwanted].join(' NOT '), negated: false, first, end };
};
