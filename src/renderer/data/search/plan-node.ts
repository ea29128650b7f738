/**
 * The type that is agreed between the language and the engine: a query made ready for running. Words are cut into folded
 * terms, names are folded, dates are half-open stretches of epoch milliseconds, numbers are numbers. A node says which
 * interactions it stands for; the engine answers it a segment at a time, in whatever way is quickest.
 *
 * `planSearch` (plan.ts) makes it; `matchSegment` evaluates it; tests/support/query-oracle.ts says the same in plain code
 * from the parsed query.
 */
import type { ReviewValue } from '#shared/query/ast.ts';
import type { HasValue } from '#shared/query/fields.ts';
import type { FieldSide } from '../index/document.ts';

/**
 * Names that are asked for, folded as `foldName` folds: any of `values` whole, or any that begins with one of `prefixes`.
 * A name that folds to nothing is no name, and matches neither.
 */
export interface NameMatch {
  readonly values: ReadonlySet<string>;
  /** An empty prefix is any name at all. */
  readonly prefixes: readonly string[];
}

/** From `from` to `to`, an end that is not `…Included` not itself. Open ends are infinite. */
export interface NumberRange {
  readonly from: number;
  readonly fromIncluded: boolean;
  readonly to: number;
  readonly toIncluded: boolean;
}

/** Epoch ms: `from` is in it, `to` is not. Open ends are infinite. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** Fields whose values are open lists of names; an interaction may have several, except the first three. */
export const nameFields = ['source', 'channel', 'status', 'agent', 'tag', 'folder', 'article', 'type'] as const;
export type NameField = (typeof nameFields)[number];

export type PlanNode =
  | { readonly kind: 'all' }
  /** All of the parts; two or more. */
  | { readonly kind: 'and'; readonly parts: readonly PlanNode[] }
  /** Any of the parts; two or more. */
  | { readonly kind: 'or'; readonly parts: readonly PlanNode[] }
  | { readonly kind: 'not'; readonly part: PlanNode }
  | TextNode
  | { readonly kind: 'names'; readonly field: NameField; readonly match: NameMatch }
  /** The folded url holds one of these. */
  | { readonly kind: 'url'; readonly parts: readonly string[] }
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  /** Has a message (not empty) from any of these sides. */
  | { readonly kind: 'from'; readonly sides: readonly FieldSide[] }
  /** Has any of these. */
  | { readonly kind: 'has'; readonly features: readonly HasValue[] }
  /** In any of the ranges, or without a number at all when `none`. */
  | {
      readonly kind: 'number';
      readonly field: 'csat' | 'turns';
      readonly ranges: readonly NumberRange[];
      readonly none: boolean;
    }
  /** The flag has any of these values; null is "nobody said". */
  | { readonly kind: 'flag'; readonly field: 'approved' | 'resolved'; readonly values: readonly (boolean | null)[] }
  /** The last message was in any of the ranges. */
  | { readonly kind: 'time'; readonly ranges: readonly TimeRange[] }
  /** See `changedValues`; or the last change was seen in any of the ranges. */
  | {
      readonly kind: 'changed';
      readonly yes: boolean;
      readonly no: boolean;
      readonly stale: boolean;
      readonly ranges: readonly TimeRange[];
    }
  /**
   * Any leaf of the user's attributes at `key` (folded, nested keys joined by dots, places in lists left out) whose folded
   * text matches, or whose number is in a range.
   */
  | {
      readonly kind: 'attribute';
      readonly key: string;
      readonly match: NameMatch;
      readonly ranges: readonly NumberRange[];
    }
  | { readonly kind: 'review'; readonly values: readonly ReviewValue[] }
  /** A label that the reviewer gave it. */
  | { readonly kind: 'label'; readonly match: NameMatch }
  /** Judged by a reviewer of this name. */
  | { readonly kind: 'reviewer'; readonly match: NameMatch };

/** Terms that stand one behind the other within one field; a single word is a phrase of one. */
export interface TextNode {
  readonly kind: 'text';
  readonly terms: readonly string[];
  /** The last term may go on. */
  readonly prefix: boolean;
  /** Said by one of these sides; null is anywhere, the subject, tags and attributes included. */
  readonly sides: readonly FieldSide[] | null;
  /** Where it was typed. */
  readonly start: number;
  readonly end: number;
}

export const matchesName = (match: NameMatch, folded: string): boolean =>
  folded !== '' && (match.values.has(folded) || match.prefixes.some((prefix) => folded.startsWith(prefix)));

export const inNumberRange = (range: NumberRange, value: number): boolean =>
  (range.fromIncluded ? value >= range.from : value > range.from) &&
  (range.toIncluded ? value <= range.to : value < range.to);

export const inTimeRange = (range: TimeRange, time: number): boolean => time >= range.from && time < range.to;
