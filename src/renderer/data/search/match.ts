/** Runs a plan over one segment. */

import {
  filter,
  intersect,
  liveDocuments,
  NOTHING,
  readPostings,
  subtract,
  unite,
  unitePostings,
} from '../index/lists.ts';
import { type Candidates, candidatesOf, meet } from '../index/positions.ts';
import { encodeId } from '../index/records.ts';
import { type Segment, tagTerm } from '../index/segment.ts';
import type { TermEntry } from '../index/term-dictionary.ts';
import type { SearchPlan } from './plan.ts';
import type { ClauseMatch, TextMatch } from './plan-flat.ts';

/** What the search has to ask of the reviews, which are kept by interaction. */
export interface ReviewIndex {
  /** Interactions that have a label, labels compared in lower case. */
  labelled(labels: ReadonlySet<string>): readonly string[];
}

type Test = (document: number) => boolean;

/**
 * The live documents of a segment that the plan asks for, ascending.
 *
 * @throws TypeError when the plan needs terms or positions that are not loaded
 */
export const matchSegment = (segment: Segment, plan: SearchPlan, reviews: ReviewIndex): Uint32Array => {
  if (segment.liveCount === 0) return NOTHING;
  let list: Uint32Array | null = null;
  const narrow = (by: Uint32Array): void => {
    list = list === null ? by : intersect(list, by);
  };
  const current = (): Uint32Array => list ?? liveDocuments(segment);

  // Clauses that name few documents come first, then words, then phrases within what is left.
  const tests: Test[] = [];
  const excluded: Uint32Array[] = [];
  for (const clause of plan.clauses) {
    const found = listOfClause(segment, clause, reviews);
    if (found === null) {
      const test = testOfClause(segment, clause);
      tests.push(clause.negated ? (document) => !test(document) : test);
    } else if (clause.negated) excluded.push(found);
    else narrow(found);
  }
  const wanted = plan.text
    .filter((match) => !match.negated)
    .map((match) => ({ match, entries: entriesOf(segment, match) }));
  if (wanted.some(({ entries }) => entries === null)) return NOTHING;
  wanted.sort((one, other) => costOf(one.entries) - costOf(other.entries));
  for (const { match, entries } of wanted) {
    if (entries) narrow(listOfText(segment, match, entries, list));
    if (current().length === 0) return NOTHING;
  }
  for (const match of plan.text) {
    const entries = match.negated ? entriesOf(segment, match) : null;
    if (entries) excluded.push(listOfText(segment, match, entries, list));
  }

  let result = current();
  for (const exclusion of excluded) result = subtract(result, exclusion);
  if (list !== null && segment.liveCount < segment.columns.count)
    tests.push((document) => segment.live[document] === 1);
  for (const test of tests) result = filter(result, test);
  return result;
};

/** The dictionary entries of a match's terms; the last one has several when it is a prefix. Null when one is missing. */
type Entries = readonly (readonly TermEntry[])[];

const entriesOf = (segment: Segment, match: TextMatch): Entries | null => {
  if (!segment.terms) throw new TypeError('The terms of a segment are not loaded.');
  const { dictionary } = segment.terms;
  const entries: (readonly TermEntry[])[] = [];
  for (let index = 0; index < match.terms.length; index += 1) {
    const term = match.terms[index]!;
    if (match.prefix && index === match.terms.length - 1) {
      const all = [...dictionary.startingWith(term)];
      if (all.length === 0) return null;
      entries.push(all);
    } else {
      const entry = dictionary.find(term);
      if (!entry) return null;
      entries.push([entry]);
    }
  }
  return entries;
};

const documentsOf = (entries: readonly TermEntry[]): number => entries.reduce((sum, entry) => sum + entry.documents, 0);

/** Phrases cost more than words, whatever their terms. */
const costOf = (entries: Entries | null): number =>
  entries === null ? 0 : Math.min(...entries.map(documentsOf)) + (entries.length > 1 ? 1e9 : 0);

const listOfText = (segment: Segment, match: TextMatch, entries: Entries, within: Uint32Array | null): Uint32Array => {
  const { terms } = segment;
  if (!terms) throw new TypeError('The terms of a segment are not loaded.');
  const read = (entry: TermEntry): Uint32Array => readPostings(terms.postings, entry);
  if (entries.length === 1) return unitePostings(terms.postings, entries[0]!, segment.columns.count);
  return phraseList(segment, match, entries, read, within);
};

const phraseList = (
  segment: Segment,
  match: TextMatch,
  entries: Entries,
  read: (entry: TermEntry) => Uint32Array,
  within: Uint32Array | null,
): Uint32Array => {
  if (!segment.positions) throw new TypeError('The positions of a segment are not loaded.');
  const bytes = segment.positions.positions;
  const fixed = (match.prefix ? entries.slice(0, -1) : entries).map((one, offset) => ({
    entry: one[0]!,
    list: read(one[0]!),
    offset,
  }));
  fixed.sort((one, other) => one.list.length - other.list.length);
  let documents = within;
  for (const { list } of fixed) documents = documents ? intersect(documents, list) : list;
  let candidates: Candidates | null = null;
  for (const { entry, list, offset } of fixed) {
    const places = candidatesOf(bytes, entry, list, candidates?.documents ?? documents ?? list, offset);
    candidates = candidates ? meet(candidates, places) : places;
    if (candidates.documents.length === 0) return NOTHING;
  }
  if (!candidates) return NOTHING;
  if (!match.prefix) return candidates.documents;
  const begun = candidates;
  const last = entries.length - 1;
  const ends = entries[last]!.map(
    (entry) => meet(begun, candidatesOf(bytes, entry, read(entry), begun.documents, last)).documents,
  );
  return unite(ends, segment.columns.count);
};

/** Clauses that are looked up give a list; null for those that test a column. */
const listOfClause = (segment: Segment, clause: ClauseMatch, reviews: ReviewIndex): Uint32Array | null => {
  switch (clause.kind) {
    case 'tag': {
      const { terms } = segment;
      if (!terms) throw new TypeError('The terms of a segment are not loaded.');
      const entries = clause.names
        .map((name) => terms.dictionary.find(tagTerm(name)))
        .filter((entry) => entry !== null);
      return unitePostings(terms.postings, entries, segment.columns.count);
    }
    case 'label':
      return documentsWithIds(segment, reviews.labelled(clause.labels));
    case 'ids':
      return documentsWithIds(segment, clause.ids);
    case 'column':
    case 'review':
    case 'time':
      return null;
  }
};

const documentsWithIds = ({ columns }: Segment, ids: readonly string[]): Uint32Array => {
  const found = new Set<number>();
  for (const id of ids) {
    const document = columns.ids.find(encodeId(id));
    if (document >= 0) found.add(document);
  }
  return Uint32Array.from(found).sort();
};

const testOfClause = (segment: Segment, clause: ClauseMatch): Test => {
  const { columns } = segment;
  switch (clause.kind) {
    case 'column': {
      const ordinals = columns[clause.column];
      const wanted = Uint8Array.from(columns.dictionaries[clause.column], (value) =>
        clause.values.has(value.toLowerCase()) ? 1 : 0,
      );
      return (document) => wanted[ordinals[document]!] === 1;
    }
    case 'review':
      return (document) => clause.mask[segment.review[document]!] === 1;
    case 'time':
      return (document) => {
        const time = columns.lastMessageAt[document]!;
        return time >= clause.from && time < clause.to;
      };
    case 'tag':
    case 'label':
    case 'ids':
      return () => true;
  }
};
