/** A small worker for the desk's stores: answers like the real one, when it is told to. */
import type { Facets, InteractionSummary, Review, SearchResult } from '../../../../src/shared/contract/data.ts';
import type { Judgement } from '../../../../src/shared/domain/journal.ts';
import { CancelledError } from '../../../../src/shared/errors.ts';

export const NO_FACETS: Facets = {
  source: [],
  channel: [],
  status: [],
  tag: [],
  folder: [],
  article: [],
  csat: [],
  agent: [],
  review: [],
};

export const row = (id: string, verdict: InteractionSummary['verdict'] = null): InteractionSummary => ({
  id,
  createdAt: 0,
  lastMessageAt: 0,
  subject: id,
  snippet: '',
  source: 'zendesk',
  channel: 'email',
  status: '',
  resolved: null,
  csat: null,
  hasFeedback: false,
  turns: 1,
  tags: [],
  agents: [],
  changedAt: null,
  stale: false,
  verdict,
  labels: [],
  hasNote: false,
});

export const rows = (count: number, from = 0): readonly InteractionSummary[] =>
  Array.from({ length: count }, (_, index) => row(`i${from + index}`));

/** Lets promises that are settled run their course. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
};

export class DeskData {
  /** What each query lists. */
  lists: (text: string) => readonly InteractionSummary[];
  readonly searched: string[] = [];
  readonly fetched: number[] = [];
  /** When set, searches wait until it is called. */
  release: (() => void) | null = null;
  holding = false;
  private resultId = 0;
  private current: readonly InteractionSummary[] = [];

  constructor(lists: (text: string) => readonly InteractionSummary[]) {
    this.lists = lists;
  }

  readonly search = async (input: {
    text: string;
    limit: number;
    locate?: string | null | undefined;
  }): Promise<SearchResult> => {
    this.searched.push(input.text);
    if (this.holding)
      await new Promise<void>((resolve) => {
        this.release = resolve;
      });
    this.current = this.lists(input.text);
    this.resultId += 1;
    return {
      resultId: this.resultId,
      total: this.current.length,
      rows: this.current.slice(0, input.limit),
      facets: NO_FACETS,
      histogram: [],
      problems: [],
      terms: [],
      position: this.#placeOf(input.locate ?? null),
      took: 0,
    };
  };

  readonly rows = async (input: { resultId: number; from: number; count: number }) => {
    if (input.resultId !== this.resultId) throw new CancelledError('The result');
    this.fetched.push(input.from);
    return this.current.slice(input.from, input.from + input.count);
  };

  readonly positionOf = async (input: { interactionId: string }): Promise<number | null> =>
    this.#placeOf(input.interactionId);

  #placeOf(interactionId: string | null): number | null {
    const index = this.current.findIndex(({ id }) => id === interactionId);
    return index === -1 ? null : index;
  }
}

export const noReview: Review = { verdict: null, labels: [], note: '', tags: {}, updatedAt: null, stale: false };

/** The state a judgement leads to, as the worker's fold would answer. */
export const judged = (review: Review, judgement: Judgement): Review => {
  switch (judgement.kind) {
    case 'verdict':
      return { ...review, verdict: judgement.verdict, updatedAt: 1 };
    case 'note':
      return { ...review, note: judgement.text, updatedAt: 1 };
    case 'label':
      return { ...review, labels: judgement.present ? [...review.labels, judgement.label] : [], updatedAt: 1 };
    default:
      return review;
  }
};
