/** The reviewer's judgements in the worker: read from the host's journal, journalled before they count. */
import { v7 as uuidv7 } from 'uuid';
import type { Review } from '#shared/contract/data.ts';
import type { HostApi } from '#shared/contract/host.ts';
import type { JournalEvent, Judgement, ReviewTarget } from '#shared/domain/journal.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import { foldName } from '#shared/query/terms.ts';
import type { FoldedReview } from '#shared/review/fold.ts';
import { createLedger, type Ledger } from '#shared/review/ledger.ts';
import type { Reviews } from '../search/search-index.ts';

/** Journal events asked for at a time. */
const READ_AT_A_TIME = 2000;

export interface ReviewBook {
  /** What the index asks of the reviews. */
  readonly reviews: Reviews;
  readonly events: number;
  readonly damagedLines: number;
  /** Reads the whole journal. */
  load(): Promise<void>;
  /** What the reviewer holds of an interaction; `contentHash` is its present version's, null when it is not cached. */
  reviewOf(interactionId: string, contentHash: string | null): Review;
  folded(interactionId: string): FoldedReview;
  /** Content hashes of the versions of an interaction that judgements were given on. */
  bases(interactionId: string): ReadonlySet<string>;
  /** Journals a judgement; the state changes only once the host has it on disk. */
  judge(target: ReviewTarget, judgement: Judgement, basis: string | null): Promise<void>;
  /** Takes the last judgement back. Answers with the interaction it was about, null when there is none. */
  undo(): Promise<string | null>;
  redo(): Promise<string | null>;
  labels(): ReturnType<Ledger['labels']>;
}

export const createReviewBook = (
  workspace: Workspace,
  host: Pick<HostApi, 'journalAppend' | 'journalRead'>,
  now: () => number = Date.now,
): ReviewBook => {
  const ledger = createLedger(workspace.reviewer.id);
  let damagedLines = 0;
  let last: Promise<unknown> = Promise.resolve();

  /** One judgement after the other, so that each is later than the one before. */
  const inTurn = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };

  const append = async (target: ReviewTarget, judgement: Judgement, basis: string | null): Promise<void> => {
    const at = ledger.nextTime(now());
    const event: JournalEvent = {
      id: uuidv7({ msecs: at }),
      at,
      reviewer: workspace.reviewer,
      target,
      basis,
      judgement,
    };
    await host.journalAppend({ workspaceId: workspace.id, events: [event] });
    ledger.add([event]);
  };

  const takeBack = (pick: () => JournalEvent | null): Promise<string | null> =>
    inTurn(async () => {
      const event = pick();
      if (!event) return null;
      await append(event.target, { kind: 'undo', of: event.id }, event.basis);
      return event.target.interactionId;
    });

  return {
    reviews: {
      reviewed: () => ledger.reviewed(),
      review: (interactionId) => ledger.review(interactionId),
      labelled: (passes) => {
        const found: string[] = [];
        for (const [interactionId, review] of ledger.reviewed())
          if (review.labels.some((label) => passes(foldName(label)))) found.push(interactionId);
        return found;
      },
      judgedBy: (passes) => ledger.judgedBy((name) => passes(foldName(name))),
    },
    get events() {
      return ledger.size;
    },
    get damagedLines() {
      return damagedLines;
    },
    load: async () => {
      let offset: number | null = 0;
      while (offset !== null) {
        const stretch: Awaited<ReturnType<HostApi['journalRead']>> = await host.journalRead({
          workspaceId: workspace.id,
          offset,
          limit: READ_AT_A_TIME,
        });
        ledger.add(stretch.events);
        damagedLines += stretch.damaged;
        offset = stretch.next;
      }
    },
    reviewOf: (interactionId, contentHash) => toReview(ledger.review(interactionId), contentHash),
    folded: (interactionId) => ledger.review(interactionId),
    bases: (interactionId) => ledger.bases(interactionId),
    judge: (target, judgement, basis) => inTurn(() => append(target, judgement, basis)),
    undo: () => takeBack(ledger.lastJudgement),
    redo: () => takeBack(ledger.lastUndo),
    labels: () => ledger.labels(),
  };
};

const toReview = (folded: FoldedReview, contentHash: string | null): Review => ({
  verdict: folded.verdict,
  labels: [...folded.labels],
  note: folded.note,
  tags: { ...folded.tags },
  updatedAt: folded.updatedAt,
  stale: isStale(folded, contentHash),
});

/** Whether the interaction changed since the verdict; without both versions known, nothing is claimed. */
const isStale = (folded: FoldedReview, contentHash: string | null): boolean =>
  folded.verdict !== null && folded.basis !== null && contentHash !== null && folded.basis !== contentHash;
