/** The plan as it was before queries were boolean: what of it is a plain conjunction. Goes when nothing reads it. */
import { reviewMask } from '../index/review-bits.ts';
import type { PlanNode } from './plan-node.ts';

/** Terms that stand one behind the other; a single word is a phrase of one. */
export interface TextMatch {
  readonly terms: readonly string[];
  /** The last term may go on. */
  readonly prefix: boolean;
  readonly negated: boolean;
}

export type ColumnName = 'source' | 'channel' | 'status';

export type ClauseMatch =
  | {
      readonly kind: 'column';
      readonly column: ColumnName;
      readonly values: ReadonlySet<string>;
      readonly negated: boolean;
    }
  | { readonly kind: 'tag'; readonly names: readonly string[]; readonly negated: boolean }
  | { readonly kind: 'review'; readonly mask: Uint8Array; readonly negated: boolean }
  | { readonly kind: 'label'; readonly labels: ReadonlySet<string>; readonly negated: boolean }
  | { readonly kind: 'ids'; readonly ids: readonly string[]; readonly negated: boolean }
  /** Last message from `from` (inclusive) until `to` (exclusive), epoch ms. */
  | { readonly kind: 'time'; readonly from: number; readonly to: number; readonly negated: boolean };

export const legacyOf = (
  root: PlanNode,
): { readonly text: readonly TextMatch[]; readonly clauses: readonly ClauseMatch[] } => {
  const text: TextMatch[] = [];
  const clauses: ClauseMatch[] = [];
  const add = (node: PlanNode, negated: boolean): void => {
    switch (node.kind) {
      case 'and':
        for (const part of node.parts) add(part, negated);
        return;
      case 'not':
        add(node.part, !negated);
        return;
      case 'text':
        text.push({ terms: node.terms, prefix: node.prefix, negated });
        return;
      case 'names': {
        const { values } = node.match;
        if (node.field === 'tag') clauses.push({ kind: 'tag', names: [...values], negated });
        else if (node.field === 'source' || node.field === 'channel' || node.field === 'status')
          clauses.push({ kind: 'column', column: node.field, values, negated });
        return;
      }
      case 'review':
        clauses.push({ kind: 'review', mask: reviewMask(node.values), negated });
        return;
      case 'label':
        clauses.push({ kind: 'label', labels: node.match.values, negated });
        return;
      case 'ids':
        clauses.push({ kind: 'ids', ids: node.ids, negated });
        return;
      case 'time':
        for (const { from, to } of node.ranges) clauses.push({ kind: 'time', from, to, negated });
        return;
      default:
    }
  };
  add(root, false);
  return { text, clauses };
};
