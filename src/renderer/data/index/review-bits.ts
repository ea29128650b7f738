/** What the reviewer holds of a document, as the byte it has in its segment. */

import type { Verdict } from '#shared/domain/journal.ts';
import { type ReviewValue, reviewValues } from '#shared/query/ast.ts';
import type { FoldedReview } from '#shared/review/fold.ts';

const VERDICT = 3;
const LABELLED = 4;
const NOTED = 8;
const STALE = 16;
const verdicts: readonly (Verdict | null)[] = [null, 'pass', 'fail', 'unsure'];

/**
 * Bits 0–1 the verdict, bit 2 has labels, bit 3 has a note, bit 4 the verdict was given on another version.
 *
 * @param contentHash of the present version
 */
export const reviewBits = (review: FoldedReview, contentHash: string): number =>
  verdicts.indexOf(review.verdict) |
  (review.labels.length > 0 ? LABELLED : 0) |
  (review.note !== '' ? NOTED : 0) |
  (review.verdict !== null && review.basis !== null && review.basis !== contentHash ? STALE : 0);

export const REVIEW_BYTES = 32;

export const isStaleReview = (bits: number): boolean => (bits & STALE) !== 0;

/** Whether a document with these bits has this value of `review:` (or of `verdict:`, whose values are among them). */
export const hasReviewValue = (bits: number, value: ReviewValue): boolean => {
  switch (value) {
    case 'none':
      return (bits & VERDICT) === 0;
    case 'done':
      return (bits & VERDICT) !== 0;
    case 'pass':
    case 'fail':
    case 'unsure':
      return verdicts[bits & VERDICT] === value;
    case 'labelled':
      return (bits & LABELLED) !== 0;
    case 'noted':
      return (bits & NOTED) !== 0;
  }
};

/** For each possible byte, whether it has any of the values. */
export const reviewMask = (values: readonly string[]): Uint8Array => {
  const wanted = reviewValues.filter((value) => values.includes(value));
  return Uint8Array.from({ length: REVIEW_BYTES }, (_, bits) =>
    wanted.some((value) => hasReviewValue(bits, value)) ? 1 : 0,
  );
};
