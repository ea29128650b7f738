/**
 * All journal events of a workspace, kept so that one more event costs only the interaction it is about. Adding events
 * one by one gives what folding all of them at once gives.
 */
import type { JournalEvent } from '../domain/journal.ts';
import { compareEvents, emptyReview, type FoldedReview, foldReview, isEmptyReview, standingEvents } from './fold.ts';

export interface Ledger {
  /** Adds events, known ones again without effect. Returns the interactions they are about. */
  add(events: Iterable<JournalEvent>): ReadonlySet<string>;
  /** Events held, each id once. */
  readonly size: number;
  /** What this reviewer holds of an interaction as a whole. */
  review(interactionId: string): FoldedReview;
  /** Every interaction of which this reviewer holds anything. */
  reviewed(): Iterable<readonly [interactionId: string, review: FoldedReview]>;
  /** Interactions of which a judgement stands by a reviewer whose name passes, whoever that is. */
  judgedBy(passes: (name: string) => boolean): readonly string[];
  /** Content hashes of an interaction's versions that anybody's judgements were given on, taken back or not. */
  bases(interactionId: string): ReadonlySet<string>;
  /** Labels this reviewer uses, most used first, then by name. */
  labels(): readonly { readonly label: string; readonly count: number }[];
  /** The event an undo would take back: this reviewer's last standing judgement. */
  lastJudgement(): JournalEvent | null;
  /** The undo a redo would take back: the last one, as long as no judgement came after it. */
  lastUndo(): JournalEvent | null;
  /** Time for this reviewer's next event: later than all earlier ones, even when the clock was set back. */
  nextTime(now: number): number;
}

/**
 * @param reviewerId whose reviews are folded; other reviewers' events are kept and merged, not shown
 */
export const createLedger = (reviewerId: string): Ledger => {
  const byInteraction = new Map<string, Map<string, JournalEvent>>();
  const reviews = new Map<string, FoldedReview>();
  const own: JournalEvent[] = [];
  let size = 0;
  let ownSorted = true;

  const sorted = (): readonly JournalEvent[] => {
    if (!ownSorted) own.sort(compareEvents);
    ownSorted = true;
    return own;
  };

  const refold = (interactionId: string): void => {
    const review = foldReview(byInteraction.get(interactionId)?.values() ?? [], reviewerId, interactionId);
    if (isEmptyReview(review) && review.updatedAt === null) reviews.delete(interactionId);
    else reviews.set(interactionId, review);
  };

  return {
    add: (events) => {
      const touched = new Set<string>();
      for (const event of events) {
        const { interactionId } = event.target;
        const known = byInteraction.get(interactionId) ?? new Map<string, JournalEvent>();
        byInteraction.set(interactionId, known);
        if (known.has(event.id)) continue;
        known.set(event.id, event);
        size += 1;
        touched.add(interactionId);
        if (event.reviewer.id !== reviewerId) continue;
        const last = own.at(-1);
        if (last && compareEvents(last, event) > 0) ownSorted = false;
        own.push(event);
      }
      for (const interactionId of touched) refold(interactionId);
      return touched;
    },
    get size() {
      return size;
    },
    review: (interactionId) => reviews.get(interactionId) ?? emptyReview,
    reviewed: () => reviews.entries(),
    judgedBy: (passes) => {
      const found: string[] = [];
      for (const [interactionId, events] of byInteraction) {
        // Names are compared before anything is folded: most events are nobody's who was asked for.
        if (![...events.values()].some(({ reviewer }) => passes(reviewer.name))) continue;
        const standing = standingEvents(events.values());
        if (standing.some(({ judgement, reviewer }) => judgement.kind !== 'undo' && passes(reviewer.name)))
          found.push(interactionId);
      }
      return found;
    },
    bases: (interactionId) => {
      const bases = new Set<string>();
      for (const { basis } of byInteraction.get(interactionId)?.values() ?? []) if (basis !== null) bases.add(basis);
      return bases;
    },
    labels: () => {
      const counts = new Map<string, number>();
      for (const review of reviews.values())
        for (const label of review.labels) counts.set(label, (counts.get(label) ?? 0) + 1);
      return [...counts]
        .map(([label, count]) => ({ label, count }))
        .sort((one, other) => other.count - one.count || (one.label < other.label ? -1 : 1));
    },
    lastJudgement: () => standingEvents(sorted()).findLast((event) => event.judgement.kind !== 'undo') ?? null,
    lastUndo: () => {
      const last = sorted().findLast((event) => event.judgement.kind !== 'undo');
      const undo = standingEvents(sorted()).findLast((event) => undoesJudgement(event, byInteraction));
      return undo && (!last || compareEvents(last, undo) < 0) ? undo : null;
    },
    nextTime: (now) => Math.max(now, (sorted().at(-1)?.at ?? -1) + 1),
  };
};

const undoesJudgement = (
  event: JournalEvent,
  byInteraction: ReadonlyMap<string, ReadonlyMap<string, JournalEvent>>,
): boolean => {
  if (event.judgement.kind !== 'undo') return false;
  const undone = byInteraction.get(event.target.interactionId)?.get(event.judgement.of);
  return undone !== undefined && undone.judgement.kind !== 'undo';
};
