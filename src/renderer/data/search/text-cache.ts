/**
 * Sets of documents that were found before, by what was looked for. A segment never changes, so a set holds for as long
 * as its segment is there: the same words are looked for again with every letter that is typed behind them, with every
 * page that comes in, and with every filter.
 */
import type { Segment } from '../index/segment.ts';
import { Bits, type DocSet, isDense, toBits } from './doc-set.ts';
import type { TextNode } from './plan-node.ts';

/** Sets kept of a segment: at most a bit a document each. */
const MOST_SETS = 128;
/** Smaller sets are found again as quickly. */
const WORTH_KEEPING = 64;

const kept = new WeakMap<Segment, Map<string, DocSet>>();

const keyOf = ({ terms, prefix, sides }: TextNode): string =>
  `${terms.join(' ')}${prefix ? '*' : ''} ${sides === null ? '' : sides.join(',')}`;

export const keptSet = (segment: Segment, node: TextNode): DocSet | null => {
  const sets = kept.get(segment);
  const key = keyOf(node);
  const set = sets?.get(key);
  if (!sets || !set) return null;
  // The map's order is the order of use.
  sets.delete(key);
  sets.set(key, set);
  return set;
};

/** Keeps a set, in its smaller form, and gives it back. */
export const keepSet = (segment: Segment, node: TextNode, set: DocSet): DocSet => {
  if (!(set instanceof Bits) && set.length < WORTH_KEEPING) return set;
  const small = smallest(set, segment.columns.count);
  const sets = kept.get(segment) ?? new Map<string, DocSet>();
  kept.set(segment, sets);
  sets.set(keyOf(node), small);
  const oldest = sets.keys().next().value;
  if (sets.size > MOST_SETS && oldest !== undefined) sets.delete(oldest);
  return small;
};

const smallest = (set: DocSet, range: number): DocSet => {
  if (set instanceof Bits) return set;
  if (isDense(set.length, range)) return toBits(set, range);
  // A stretch of a larger array would keep all of it.
  return set.byteLength === set.buffer.byteLength ? set : set.slice();
};
