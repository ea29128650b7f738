/** Clauses as tests of columns: which values of which column pass. */

import { foldName } from '#shared/query/terms.ts';
import type { Agents } from '../agents/agent-book.ts';
import { sideBit } from '../index/document.ts';
import { approvedOfFlags, flagsMask, hasFeature, resolvedOf } from '../index/flags.ts';
import type { NameSets } from '../index/ordinals.ts';
import { reviewMask } from '../index/review-bits.ts';
import type { Segment } from '../index/segment.ts';
import { agentsColumn } from './agents-column.ts';
import type { ColumnTest } from './doc-set.ts';
import type { Names } from './names.ts';
import { inNumberRange, matchesName, type PlanNode } from './plan-node.ts';

/** What tests are made from; one for all segments of one search, so that what they share is worked out once. */
export interface TestContext {
  readonly names: Names;
  readonly agents: Agents;
  /** Masks that hold for every segment. */
  readonly masks: Map<PlanNode, Uint8Array>;
}

/** Null for what no single column tells. */
export const columnTest = (segment: Segment, node: PlanNode, context: TestContext): ColumnTest | null => {
  const { columns } = segment;
  const shared = (make: () => Uint8Array): Uint8Array => {
    let mask = context.masks.get(node);
    if (!mask) {
      mask = make();
      context.masks.set(node, mask);
    }
    return mask;
  };
  switch (node.kind) {
    case 'names': {
      if (node.field === 'agent') {
        const { agents } = context;
        const mask = shared(() =>
          Uint8Array.from(agents.sets, (set) =>
            set.some(
              (id) => matchesName(node.match, foldName(id)) || matchesName(node.match, foldName(agents.nameOf(id))),
            )
              ? 1
              : 0,
          ),
        );
        return { column: agentsColumn(segment, agents), mask };
      }
      const wanted = shared(() => {
        // Names that other segments bring are unknown to the mask; they come with their segment before it is made.
        return context.names.tables[node.field as Exclude<typeof node.field, 'agent'>].mask(node.match);
      });
      const numbers = context.names.of(columns)[node.field];
      const local = Uint8Array.from(numbers, (number) => wanted[number]!);
      switch (node.field) {
        case 'source':
        case 'channel':
        case 'status':
          return { column: columns[node.field], mask: local };
        default: {
          const sets = columns.sets[node.field];
          return { column: sets.of, mask: setsMask(sets, local) };
        }
      }
    }
    case 'from': {
      const sides = node.sides.reduce((mask, side) => mask | sideBit(side), 0);
      return {
        column: columns.sides,
        mask: shared(() => Uint8Array.from({ length: 256 }, (_, had) => (had & sides ? 1 : 0))),
      };
    }
    case 'has':
      return {
        column: columns.flags,
        mask: shared(() => flagsMask((flags) => node.features.some((feature) => hasFeature(flags, feature)))),
      };
    case 'flag':
      return {
        column: columns.flags,
        mask: shared(() =>
          flagsMask((flags) =>
            node.values.includes(node.field === 'resolved' ? resolvedOf(flags) : approvedOfFlags(flags)),
          ),
        ),
      };
    case 'number': {
      const passes = (value: number): boolean => node.ranges.some((range) => inNumberRange(range, value));
      if (node.field === 'turns') {
        // Few conversations are long; the mask reaches as far as the segment's longest.
        const most = mostTurns(columns.turns);
        return {
          column: columns.turns,
          mask: Uint8Array.from({ length: most + 1 }, (_, turns) => (passes(turns) ? 1 : 0)),
        };
      }
      const ratings = columns.dictionaries.csat;
      const mask = new Uint8Array(ratings.length + 1);
      mask[0] = node.none ? 1 : 0;
      ratings.forEach((rating, ordinal) => {
        mask[ordinal + 1] = passes(rating) ? 1 : 0;
      });
      return { column: columns.csat, mask };
    }
    case 'review':
      return { column: segment.review, mask: shared(() => reviewMask(node.values)) };
    default:
      return null;
  }
};

const longest = new WeakMap<Uint16Array, number>();

const mostTurns = (column: Uint16Array): number => {
  let most = longest.get(column);
  if (most === undefined) {
    most = 0;
    for (let document = 0; document < column.length; document += 1) most = Math.max(most, column[document]!);
    longest.set(column, most);
  }
  return most;
};

const setsMask = ({ from, values }: NameSets, wanted: Uint8Array): Uint8Array => {
  const mask = new Uint8Array(from.length - 1);
  for (let set = 0; set < mask.length; set += 1) {
    const end = from[set + 1]!;
    for (let at = from[set]!; at < end; at += 1)
      if (wanted[values[at]!] === 1) {
        mask[set] = 1;
        break;
      }
  }
  return mask;
};
