/** Words and phrases in one segment. */
import { type FieldSide, sideBit } from '../index/document.ts';
import { readPostings } from '../index/lists.ts';
import { neighboursOf } from '../index/neighbours.ts';
import { type Candidates, meetingOf, narrowedBy, onceIn, type PhraseTerm, startsOf } from '../index/positions.ts';
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
  const { postings } = termsOf(segment);
  const list = readPostings(postings, entry);
  const wanted = within ? toList(intersect(list, within)) : list;
  return wordSaidBy(positionsOf(segment), { entry, postings, offset: 0 }, wanted, sides);
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
  const terms = exact.map((entry, offset): PhraseTerm => ({ entry, postings, offset }));
  let documents: DocSet | null = within;
  for (const set of sets) documents = documents ? intersect(set, documents) : set;
  const lists = [...others].map((offset) => readPostings(postings, exact[offset]!));
  lists.sort((one, other) => one.length - other.length);
  for (const list of lists) documents = documents ? intersect(list, compact(documents, range)) : list;
  if (documents === null) return NOTHING;
  if (node.prefix) documents = intersect(documents, readUnion(postings, entries[last]!, range));
  const wanted = toList(documents);
  if (wanted.length === 0) return NOTHING;
  if (others.size === 0 && !node.prefix && node.sides === null) return documentsOfPairs(index, terms, wanted);
  const candidates = candidatesOf(bytes, terms, wanted, node.prefix || node.sides !== null);
  const finish = (found: Candidates): DocList =>
    node.sides === null ? found.documents : saidBy(index, found, sidesMask(node.sides));
  if (!node.prefix) return finish(candidates);
  const ends = entries[last]!.map((entry) => {
    const list = readPostings(postings, entry);
    const among = toList(intersect(candidates.documents, list));
    const begun = among.length === candidates.documents.length ? candidates : only(candidates, among);
    return finish(narrowedBy(bytes, begun, { entry, postings, offset: last }, node.sides !== null));
  });
  return toList(unite(ends, range));
};

/**
 * Where exact terms stand as in their phrase.
 *
 * @param wanted documents of all of them, ascending
 * @param all whether every place is wanted; one of each document otherwise
 */
const candidatesOf = (bytes: Uint8Array, terms: readonly PhraseTerm[], wanted: DocList, all: boolean): Candidates => {
  // Terms with few places settle most documents, so that of the others few places are read.
  const [first, second, ...rest] = terms.toSorted(
    (one, other) => one.entry.positionsLength - other.entry.positionsLength,
  );
  if (!first) throw new TypeError('A phrase has a term at least.');
  if (!second) return startsOf(bytes, first, wanted);
  let candidates = meetingOf(bytes, first, second, wanted, all || rest.length > 0);
  rest.forEach((term, index) => {
    if (candidates.documents.length > 0)
      candidates = narrowedBy(bytes, candidates, term, all || index < rest.length - 1);
  });
  return candidates;
};

/** Bytes of a term's places in a document, with their length, from which on it mostly stands there more than once. */
const OFTEN = 3.5;

/**
 * The documents of a phrase among those in which each two of its terms are neighbours somewhere. Where the terms between
 * the first and the last stand only once, that is the phrase already.
 */
const documentsOfPairs = (
  { positions: bytes }: PositionIndex,
  terms: readonly PhraseTerm[],
  wanted: DocList,
): DocList => {
  const inner = terms.slice(1, -1);
  // Where they mostly stand more often, that is as long to find out as the phrase.
  if (inner.some(({ entry }) => entry.positionsLength > entry.documents * OFTEN))
    return candidatesOf(bytes, terms, wanted, false).documents;
  const settled = onceIn(bytes, inner, wanted);
  const open = new Uint32Array(wanted.length);
  let opened = 0;
  for (let index = 0; index < wanted.length; index += 1) if (settled[index] === 0) open[opened++] = wanted[index]!;
  const { documents } = candidatesOf(bytes, terms, open.subarray(0, opened), false);
  const found = new Uint32Array(wanted.length);
  let count = 0;
  for (let index = 0, at = 0; index < wanted.length; index += 1) {
    const document = wanted[index]!;
    const has = documents[at] === document;
    if (has) at += 1;
    if (has || settled[index] === 1) found[count++] = document;
  }
  return found.subarray(0, count);
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
