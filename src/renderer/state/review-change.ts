/** Says in words how one state of a review differs from another, for naming what was undone. */
import type { Review } from '#shared/contract/data.ts';
import type { Judgement, Verdict } from '#shared/domain/journal.ts';

export const VERDICT_NAMES: Readonly<Record<Verdict, string>> = { pass: 'Pass', fail: 'Fail', unsure: 'Unsure' };

export const NO_REVIEW: Review = { verdict: null, labels: [], note: '', tags: {}, updatedAt: null, stale: false };

const verdictName = (verdict: Verdict | null): string => (verdict === null ? 'no verdict' : VERDICT_NAMES[verdict]);

/**
 * The changes from `before` to `after`, a phrase each: “verdict Pass → no verdict”, “label “tone” removed”.
 *
 * @param tagName the name of a tag by id, for tag judgements
 */
export const changesBetween = (
  before: Review,
  after: Review,
  tagName: (tagId: string) => string,
): readonly string[] => {
  const changes: string[] = [];
  if (before.verdict !== after.verdict)
    changes.push(`verdict ${verdictName(before.verdict)} → ${verdictName(after.verdict)}`);
  for (const label of before.labels) if (!after.labels.includes(label)) changes.push(`label “${label}” removed`);
  for (const label of after.labels) if (!before.labels.includes(label)) changes.push(`label “${label}” added`);
  if (before.note !== after.note)
    changes.push(after.note === '' ? 'note removed' : before.note === '' ? 'note brought back' : 'note changed back');
  for (const tagId of new Set([...Object.keys(before.tags), ...Object.keys(after.tags)])) {
    const from = Object.hasOwn(before.tags, tagId) ? before.tags[tagId] : undefined;
    const to = Object.hasOwn(after.tags, tagId) ? after.tags[tagId] : undefined;
    if (from !== to) changes.push(`tag “${tagName(tagId)}” ${to === undefined ? 'not judged' : `marked ${to}`}`);
  }
  return changes;
};

/** The state a judgement is expected to lead to, drawn as pending until the journal has it. */
export const expected = (review: Review, judgement: Judgement): Review => {
  switch (judgement.kind) {
    case 'verdict':
      return { ...review, verdict: judgement.verdict, stale: false };
    case 'label': {
      const others = review.labels.filter((label) => label !== judgement.label);
      return { ...review, labels: judgement.present ? [...others, judgement.label] : others };
    }
    case 'note':
      return { ...review, note: judgement.text };
    case 'tag': {
      const tags = new Map(Object.entries(review.tags));
      if (judgement.judgement === null) tags.delete(judgement.tagId);
      else tags.set(judgement.tagId, judgement.judgement);
      return { ...review, tags: Object.fromEntries(tags) };
    }
    case 'undo':
      return review;
  }
};

/** Says what a judgement does, for the sentence that reports it was not saved. */
export const nameOf = (judgement: Judgement): string => {
  switch (judgement.kind) {
    case 'verdict':
      return judgement.verdict === null ? 'Taking the verdict back' : `Verdict ${VERDICT_NAMES[judgement.verdict]}`;
    case 'label':
      return judgement.present ? `Label “${judgement.label}”` : `Removing label “${judgement.label}”`;
    case 'note':
      return 'The note';
    case 'tag':
      return 'The tag judgement';
    case 'undo':
      return 'Undo';
  }
};
