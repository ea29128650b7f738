/** Words and phrases in one segment. */
import { type FieldSide, sideBit } from '../index/document.ts';
import { type Candidates, candidatesOf, meet, saidBy } from '../index/positions.ts';
import type { PositionIndex, Segment, TermIndex } from '../index/segment.ts';
import type { TermEntry } from '../index/term-dictionary.ts';
import { type DocList, type DocSet, intersect, NOTHING, readDocuments, readUnion, toList, unite } from './doc-set.ts';
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
  const list = toList(readDocuments(termsOf(segment).postings, entry, segment.columns.count));
  const wanted = within ? toList(intersect(list, within)) : list;
  const candidates = candidatesOf(positionsOf(segment).positions, entry, list, wanted, 0);
  return saidBy(positionsOf(segment), candidates, sides);
};

const documentsWithPhrase = (
  segment: Segment,
  node: TextNode,
  entries: TextEntries,
  within: DocSet | null,
): DocList => {
  const range = segment.columns.count;
  const { postings } = termsOf(segment);
  const index = positionsOf(segment);
  const last = entries.length - 1;
  const fixed = (node.prefix ? entries.slice(0, -1) : entries).map((one, offset) => ({ entry: one[0]!, offset }));
  fixed.sort((one, other) => one.entry.documents - other.entry.documents);
  const lists = fixed.map(({ entry }) => toList(readDocuments(postings, entry, range)));
  let documents: DocSet = lists[0]!;
  if (within) documents = intersect(documents, within);
  for (const list of lists.slice(1)) documents = intersect(documents, list);
  if (node.prefix) documents = intersect(documents, readUnion(postings, entries[last]!, range));
  let candidates: Candidates | null = null;
  for (let at = 0; at < fixed.length; at += 1) {
    const { entry, offset } = fixed[at]!;
    const among: DocList = candidates ? candidates.documents : toList(documents);
    if (among.length === 0) return NOTHING;
    const places = candidatesOf(index.positions, entry, lists[at]!, among, offset);
    candidates = candidates ? meet(candidates, places) : places;
  }
  if (!candidates) return NOTHING;
  const finish = (found: Candidates): DocList =>
    node.sides === null ? found.documents : saidBy(index, found, sidesMask(node.sides));
  if (!node.prefix) return finish(candidates);
  const begun = candidates;
  const ends = entries[last]!.map((entry) => {
    const list = toList(readDocuments(postings, entry, range));
    return finish(meet(begun, candidatesOf(index.positions, entry, list, begun.documents, last)));
  });
  return toList(unite(ends, range));
};
