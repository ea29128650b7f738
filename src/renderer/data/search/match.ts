/** Runs a plan over one segment. */

import { foldName } from '#shared/query/terms.ts';
import {
  attributeKeyTerm,
  attributeNumber,
  attributeOf,
  attributePrefixTerm,
  attributeTerm,
} from '../index/attributes.ts';
import { encodeId, readRecordUrl } from '../index/records.ts';
import { isStaleReview } from '../index/review-bits.ts';
import type { Segment } from '../index/segment.ts';
import type { TermEntry } from '../index/term-dictionary.ts';
import { columnTest, type TestContext } from './column-tests.ts';
import {
  allDocuments,
  Bits,
  type DocSet,
  filterByColumn,
  intersect,
  isEmpty,
  NOTHING,
  readUnion,
  sizeOf,
  stretch,
  subtract,
  unite,
} from './doc-set.ts';
import { inNumberRange, inTimeRange, matchesName, type NameMatch, type PlanNode, type TextNode } from './plan-node.ts';
import { documentsWithText, entriesOf, sizeOfText, type TextEntries, termsOf } from './text.ts';
import { keepSet, keptSet } from './text-cache.ts';
import { documentsBetween } from './times.ts';

/** What the search has to ask of the reviews, which are kept by interaction. */
export interface ReviewIndex {
  /** Interactions that have a label of a folded name that passes. */
  labelled(passes: (folded: string) => boolean): readonly string[];
  /** Interactions that somebody judged whose folded name passes. */
  judgedBy(passes: (folded: string) => boolean): readonly string[];
}

export interface MatchContext extends TestContext {
  readonly reviews: ReviewIndex;
  /** What was looked up of the segment at hand. */
  readonly entries: Map<PlanNode, TextEntries | null>;
}

const lookUp = (segment: Segment, node: TextNode, { entries }: MatchContext): TextEntries | null => {
  let found = entries.get(node);
  if (found === undefined) {
    found = entriesOf(segment, node);
    entries.set(node, found);
  }
  return found;
};

/**
 * The documents of a segment that a plan's node stands for, dead ones among them.
 *
 * @param within what is asked for otherwise; of documents outside of it, any may be there or missing
 * @throws TypeError when the plan needs terms or positions that are not loaded
 */
export const matchNode = (
  segment: Segment,
  node: PlanNode,
  context: MatchContext,
  within: DocSet | null = null,
): DocSet => {
  const range = segment.columns.count;
  switch (node.kind) {
    case 'all':
      return allDocuments(range);
    case 'and':
      return matchAll(segment, node.parts, context, within);
    case 'or':
      return unite(
        node.parts.map((part) => matchNode(segment, part, context, within)),
        range,
      );
    case 'not': {
      const part = matchNode(segment, node.part, context, within);
      return subtract(within ?? allDocuments(range), part);
    }
    case 'text': {
      const known = keptSet(segment, node);
      if (known) return known;
      const entries = lookUp(segment, node, context);
      if (entries === null) return NOTHING;
      // Looked for in a few documents, it is not known of the others.
      if (within && sizeOf(within) * 8 < sizeOfText(entries)) return documentsWithText(segment, node, entries, within);
      return keepSet(segment, node, documentsWithText(segment, node, entries, null));
    }
    case 'ids':
      return documentsWithIds(segment, node.ids);
    case 'label':
      return documentsWithIds(segment, context.reviews.labelled(passing(node.match)));
    case 'reviewer':
      return documentsWithIds(segment, context.reviews.judgedBy(passing(node.match)));
    case 'attribute':
      return readUnion(termsOf(segment).postings, attributeEntries(segment, node), range);
    case 'time':
      return unite(
        node.ranges.map(({ from, to }) => {
          const [first, end] = documentsBetween(segment.columns, from, to);
          return stretch(first, end, range);
        }),
        range,
      );
    case 'changed':
      return documentsChanged(segment, node);
    case 'url':
      return documentsWithUrl(segment, node.parts);
    default: {
      const test = columnTest(segment, node, context);
      if (!test) throw new TypeError(`Nothing answers a ${node.kind} clause.`);
      return filterByColumn(within, test, range);
    }
  }
};

const passing =
  (match: NameMatch) =>
  (folded: string): boolean =>
    matchesName(match, folded);

/** How a part is taken: those that name few documents first, then tests of columns, then what is left out. */
const matchAll = (
  segment: Segment,
  parts: readonly PlanNode[],
  context: MatchContext,
  within: DocSet | null,
): DocSet => {
  const ordered = parts
    .map((part) => ({ part, cost: costOf(segment, part, context) }))
    .sort((one, other) => one.cost - other.cost);
  // A part that nothing has, settles it.
  if (ordered[0]?.cost === 0) return NOTHING;
  let found = within;
  let narrowed = false;
  for (const { part } of ordered) {
    const set: DocSet =
      part.kind === 'not'
        ? subtract(found ?? allDocuments(segment.columns.count), matchNode(segment, part.part, context, found))
        : matchNode(segment, part, context, found);
    found = found && part.kind !== 'not' && !isColumnTest(part) ? intersect(found, set) : set;
    narrowed = true;
    if (isEmpty(found)) return NOTHING;
  }
  return narrowed && found ? found : allDocuments(segment.columns.count);
};

/** Filtering by a column keeps within what it is given already. */
const isColumnTest = ({ kind }: PlanNode): boolean => {
  switch (kind) {
    case 'names':
    case 'from':
    case 'has':
    case 'number':
    case 'flag':
    case 'review':
      return true;
    default:
      return false;
  }
};

/** About the work of a part, in documents; 0 when it has none. */
const costOf = (segment: Segment, node: PlanNode, context: MatchContext): number => {
  const range = segment.columns.count;
  switch (node.kind) {
    case 'ids':
    case 'label':
    case 'reviewer':
    case 'attribute':
      return 1;
    case 'text': {
      const known = keptSet(segment, node);
      if (known) return sizeOf(known) + 1;
      const entries = lookUp(segment, node, context);
      if (entries === null) return 0;
      const exact = entries.length === 1 && node.sides === null;
      // Where a word stands costs more to find out than that it does.
      return 1 + sizeOfText(entries) * (exact ? 1 : 8);
    }
    case 'time':
      return range * 1.2;
    case 'or':
    case 'and':
      return range * 1.5;
    case 'not':
      return range * 4;
    case 'changed':
    case 'url':
      return range * 3;
    default:
      return range * 1.8;
  }
};

const documentsWithIds = ({ columns }: Segment, ids: readonly string[]): DocSet => {
  const found = new Set<number>();
  for (const id of ids) {
    const document = columns.ids.find(encodeId(id));
    if (document >= 0) found.add(document);
  }
  return Uint32Array.from(found).sort();
};

const attributeEntries = (
  segment: Segment,
  { key, match, ranges }: Extract<PlanNode, { kind: 'attribute' }>,
): readonly TermEntry[] => {
  const { dictionary } = termsOf(segment);
  const entries = new Map<number, TermEntry>();
  const add = (entry: TermEntry | null): void => {
    if (entry) entries.set(entry.postingsAt, entry);
  };
  for (const value of match.values) add(dictionary.find(attributeTerm(key, value)));
  for (const prefix of match.prefixes) {
    const beginning = attributePrefixTerm(key, prefix);
    for (const [term, entry] of dictionary.from(beginning)) {
      if (!term.startsWith(beginning)) break;
      const attribute = attributeOf(term);
      if (attribute && (!attribute.whole || attribute.value.startsWith(prefix))) add(entry);
    }
  }
  if (ranges.length > 0) {
    const ofKey = attributeKeyTerm(key);
    for (const [term, entry] of dictionary.from(ofKey)) {
      if (!term.startsWith(ofKey)) break;
      const number = attributeNumber(attributeOf(term)?.value ?? '');
      if (number !== null && ranges.some((range) => inNumberRange(range, number))) add(entry);
    }
  }
  return [...entries.values()];
};

const documentsChanged = (segment: Segment, node: Extract<PlanNode, { kind: 'changed' }>): DocSet => {
  const { changedAt, count } = segment.columns;
  const bits = new Bits(count);
  for (let document = 0; document < count; document += 1) {
    const at = changedAt?.[document] ?? 0;
    const has =
      (at === 0 ? node.no : node.yes || node.ranges.some((range) => inTimeRange(range, at))) ||
      (node.stale && isStaleReview(segment.review[document]!));
    if (has) bits.words[document >>> 5]! |= 1 << (document & 31);
  }
  return bits;
};

/** Most addresses have a beginning in common; what goes on with the interaction's id is put together one by one. */
const documentsWithUrl = ({ columns }: Segment, parts: readonly string[]): DocSet => {
  const wanted = parts.map(foldName);
  const { count, url, dictionaries, records, recordsFrom } = columns;
  const bits = new Bits(count);
  const inPrefix = Uint8Array.from(dictionaries.url, (prefix) =>
    wanted.some((part) => foldName(prefix).includes(part)) ? 1 : 0,
  );
  for (let document = 0; document < count; document += 1) {
    const has =
      inPrefix[url[document]!] === 1 ||
      wanted.some((part) =>
        foldName(readRecordUrl(records, recordsFrom[document]!, dictionaries.url[url[document]!]!)).includes(part),
      );
    if (has) bits.words[document >>> 5]! |= 1 << (document & 31);
  }
  return bits;
};
