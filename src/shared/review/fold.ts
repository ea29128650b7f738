/**
 * The state of human work as a pure function of the set of journal events: in any order, any number of times, merged
 * from any number of journals, the same set gives the same state.
 *
 * Each judgement writes a slot (the verdict, one label, the note, one tag) of one reviewer at one target; the last
 * writer by (at, id) holds it. An undo takes the event it names back, unless the undo itself is taken back. An undo
 * counts only for its own reviewer's events and only when it is later than the event it names: so no ring of undos
 * can exist, and the fold ends.
 */
import type { JournalEvent, Judgement, TagJudgement, Verdict } from '../domain/journal.ts';

/** What one reviewer holds of one target. */
export interface FoldedReview {
  readonly verdict: Verdict | null;
  /** Sorted. */
  readonly labels: readonly string[];
  readonly note: string;
  /** By tag id. */
  readonly tags: Readonly<Record<string, TagJudgement>>;
  /** Epoch ms of the last standing judgement, null when none stands. */
  readonly updatedAt: number | null;
  /** Content hash of the interaction as it was when the verdict was given; null without a verdict or when unknown. */
  readonly basis: string | null;
}

export const emptyReview: FoldedReview = {
  verdict: null,
  labels: [],
  note: '',
  tags: {},
  updatedAt: null,
  basis: null,
};

/** Whether anything stands: a verdict, a label, a note or a judged tag. */
export const isEmptyReview = (review: FoldedReview): boolean =>
  review.verdict === null && review.labels.length === 0 && review.note === '' && Object.keys(review.tags).length === 0;

/** The total order of events: by time, then by id. */
export const compareEvents = (one: JournalEvent, other: JournalEvent): number =>
  one.at - other.at || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);

/** The events that are not taken back, in order, undos among them. Repeated ids count once. */
export const standingEvents = (events: Iterable<JournalEvent>): readonly JournalEvent[] => {
  const byId = new Map<string, JournalEvent>();
  for (const event of events) byId.set(event.id, event);
  const ordered = [...byId.values()].sort(compareEvents);
  const takenBack = new Set<string>();
  // An undo is later than what it undoes, so from the end backwards every event's own fate is settled before its effect.
  for (let index = ordered.length - 1; index >= 0; index -= 1) {
    const event = ordered[index]!;
    if (event.judgement.kind !== 'undo' || takenBack.has(event.id)) continue;
    const undone = byId.get(event.judgement.of);
    if (undone && undone.reviewer.id === event.reviewer.id && compareEvents(undone, event) < 0)
      takenBack.add(undone.id);
  }
  return ordered.filter((event) => !takenBack.has(event.id));
};

/**
 * Folds what a reviewer holds of one target.
 *
 * @param events any events; only this reviewer's about this target count
 * @param eventId the turn judged, null for the interaction as a whole
 */
export const foldReview = (
  events: Iterable<JournalEvent>,
  reviewerId: string,
  interactionId: string,
  eventId: string | null = null,
): FoldedReview => {
  const own: JournalEvent[] = [];
  // Undos are kept whatever turn they name: what they take back is found by id.
  for (const event of events) {
    if (event.reviewer.id === reviewerId && event.target.interactionId === interactionId) own.push(event);
  }
  return foldStanding(standingEvents(own).filter((event) => event.target.eventId === eventId));
};

const foldStanding = (standing: readonly JournalEvent[]): FoldedReview => {
  const slots = new Map<string, JournalEvent>();
  for (const event of standing) if (event.judgement.kind !== 'undo') slots.set(slotOf(event.judgement), event);

  let verdict: Verdict | null = null;
  let basis: string | null = null;
  let note = '';
  let updatedAt: number | null = null;
  const labels: string[] = [];
  const tags: [string, TagJudgement][] = [];
  for (const { judgement, at, basis: judged } of slots.values()) {
    updatedAt = Math.max(updatedAt ?? at, at);
    switch (judgement.kind) {
      case 'verdict':
        verdict = judgement.verdict;
        basis = judgement.verdict === null ? null : judged;
        break;
      case 'note':
        note = judgement.text;
        break;
      case 'label':
        if (judgement.present) labels.push(judgement.label);
        break;
      case 'tag':
        if (judgement.judgement !== null) tags.push([judgement.tagId, judgement.judgement]);
        break;
      case 'undo':
        break;
    }
  }
  tags.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  // fromEntries defines own properties, so a tag id of `__proto__` stays data.
  return { verdict, labels: labels.sort(), note, tags: Object.fromEntries(tags), updatedAt, basis };
};

const slotOf = (judgement: Exclude<Judgement, { kind: 'undo' }>): string => {
  switch (judgement.kind) {
    case 'verdict':
    case 'note':
      return judgement.kind;
    case 'label':
      return `label ${judgement.label}`;
    case 'tag':
      return `tag ${judgement.tagId}`;
  }
};
