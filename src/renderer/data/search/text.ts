/** Words and phrases in one segment. */
import { type FieldSide, sideBit } from '../index/document.ts';
import { readPostings } from '../index/lists.ts';
import { neighboursOf } from '../index/neighbours.ts';
import { type Candidates, meetingOf, narrowedBy, type PhraseTerm, startsOf } from '../index/positions.ts';
import type { PositionIndex, Segment, TermIndex } from '../index/segment.ts';
import { saidBy, wordSaidBy } from '../index/sides.ts';
import type { TermEntry } from '../index/term-dictionary.ts';
import {
  Bits,
  type DocList,
  type DocSet,
  intersect,
  isDense,
  NOTHING,
  readDocuments,
  readUnion,
  toBits,
  toList,
  unite,
} from './doc-set.ts';
import type { TextNode } from './plan-node.ts';

/** The dictionary entries of each term of a text; the last one has several when it is a prefix. */
export type TextEntries = readonly (readonly TermEntry[])[];

/** @throws TypeError when the terms are not loaded */
export const termsOf = (segment: Segment): TermIndex => {
  if (!segment.terms) throw new TypeError('The terms of a segment are not loaded.');
  return segment.terms;
};

const positionsOf = (segment: Segment): PositionIndex => {
  if (!segment.positions) throw new TypeError('The positions of a segment are not loaded.');
  return segment.positions;
};

/** Null when a term stands in no document. */
export const entriesOf = (segment: Segment, { terms, prefix }: TextNode): TextEntries | null => {
  const { dictionary } = termsOf(segment);
  const entries: (readonly TermEntry[])[] = [];
  for (let index = 0; index < terms.length; index += 1) {
    const term = terms[index]!;
    if (prefix && index === terms.length - 1) {
      const all = dictionary.startingWith(term);
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

const documentsOf = (entries: readonly TermEntry[]): number => {
  let documents = 0;
  for (const entry of entries) documents += entry.documents;
  return documents;
};

/** About how many documents have the text. */
export const sizeOfText = (entries: TextEntries): number => Math.min(...entries.map(documentsOf));

/**
 * The documents that hold the text.
 *
 * @param within what is asked for otherwise; documents outside of it may be missing
 */
export const documentsWithText = (
  segment: Segment,
  node: TextNode,
  entries: TextEntries,
  within: DocSet | null,
): DocSet => {
  const { postings } = termsOf(segment);
  const range = segment.columns.count;
  if (entries.length === 1) {
    const [all] = entries as readonly [readonly TermEntry[]];
    if (node.sides === null) return readUnion(postings, all, range);
    const sides = sidesMask(node.sides);
    return unite(
      all.map((entry) => saidByOne(segment, entry, within, sides)),
      range,
    );
  }
  return documentsWithPhrase(segment, node, entries, within);
};

const sidesMask = (sides: readonly FieldSide[]): number => sides.reduce((mask, side) => mask | sideBit(side), 0);

/** The documents in which one of the sides said the word. */
const saidByOne = (segment: Segment, entry: TermEntry, within: DocSet | null, sides: number): DocList => {
  const list = readPostings(termsOf(segment).postings, entry);
  const wanted = within ? toList(intersect(list, within)) : list;
  return wordSaidBy(positionsOf(segment), { entry, list, offset: 0 }, wanted, sides);
};

/** The documents with each two neighbours of a phrase, as far as they are known; and the other terms, by their offset. */
const pairsOf = (segment: Segment, terms: readonly TermEntry[]): { sets: DocSet[]; others: ReadonlySet<number> } => {
  const neighbours = neighboursOf(segment);
  const others = new Set(terms.keys());
  const sets: DocSet[] = [];
  for (let at = 1; at < terms.length; at += 1) {
    const pair = neighbours?.find(terms[at - 1]!, terms[at]!);
    if (!neighbours || !pair) continue;
    sets.push(readDocuments(neighbours.postings, pair, segment.columns.count));
    others.delete(at - 1);
    others.delete(at);
  }
  return { sets, others };
};

const documentsWithPhrase = (segment: Segment, node: TextNode, entries: TextEntries, within: DocSet | null): DocSet => {
  const range = segment.columns.count;
  const { postings } = termsOf(segment);
  const index = positionsOf(segment);
  const bytes = index.positions;
  const last = entries.length - 1;
  const exact = (node.prefix ? entries.slice(0, -1) : entries).map(([entry]) => entry!);
  const { sets, others } = pairsOf(segment, exact);
  const [pair] = sets;
  if (pair && exact.length === 2 && !node.prefix && node.sides === null) return pair;
  const terms = exact.map((entry, offset): PhraseTerm => ({ entry, list: readPostings(postings, entry), offset }));
  // Terms with few places settle most documents, so that of the others few places are read.
  terms.sort((one, other) => one.entry.positionsLength - other.entry.positionsLength);
  let documents: DocSet | null = within;
  for (const set of sets) documents = documents ? intersect(set, documents) : set;
  for (const { list, offset } of terms)
    if (others.has(offset)) documents = documents ? intersect(list, compact(documents, range)) : list;
  if (documents === null) return NOTHING;
  if (node.prefix) documents = intersect(documents, readUnion(postings, entries[last]!, range));
  const wanted = toList(documents);
  if (wanted.length === 0) return NOTHING;
  const allPlaces = (at: number): boolean => node.prefix || node.sides !== null || at < terms.length - 1;
  let candidates =
    terms.length === 1
      ? startsOf(bytes, terms[0]!, wanted)
      : meetingOf(bytes, terms[0]!, terms[1]!, wanted, allPlaces(1));
  for (let at = 2; at < terms.length && candidates.documents.length > 0; at += 1)
    candidates = narrowedBy(bytes, candidates, terms[at]!, allPlaces(at));
  const finish = (found: Candidates): DocList =>
    node.sides === null ? found.documents : saidBy(index, found, sidesMask(node.sides));
  if (!node.prefix) return finish(candidates);
  const ends = entries[last]!.map((entry) => {
    const list = readPostings(postings, entry);
    const among = toList(intersect(candidates.documents, list));
    const begun = among.length === candidates.documents.length ? candidates : only(candidates, among);
    return finish(narrowedBy(bytes, begun, { entry, list, offset: last }, node.sides !== null));
  });
  return toList(unite(ends, range));
};

/** Bits where a list would be walked through many times over. */
const compact = (set: DocSet, range: number): DocSet =>
  set instanceof Bits || !isDense(set.length, range) ? set : toBits(set, range);

/** The candidates of some of the documents. */
const only = ({ documents, from, starts }: Candidates, among: DocList): Candidates => {
  const keptFrom = new Uint32Array(among.length + 1);
  const kept: number[] = [];
  for (let at = 0, index = 0; at < among.length; index += 1) {
    if (documents[index] !== among[at]) continue;
    for (let start = from[index]!; start < from[index + 1]!; start += 1) kept.push(starts[start]!);
    at += 1;
    keptFrom[at] = kept.length;
  }
  return { documents: among, from: keptFrom, starts: Uint32Array.from(kept) };
};
