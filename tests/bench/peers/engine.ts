/** An engine under measure. */
import type { Answer, BenchQuery } from './query.ts';
import type { Shelf } from './shelf.ts';

/** Where an engine gets the corpus from. */
export interface CorpusSource {
  readonly url: string;
  readonly files: number;
}

/** Some of its files. */
export interface FileSpan {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

export interface Engine<Result = unknown> {
  /** What is timed: rows, exact count and facets. */
  search(query: BenchQuery): Result | Promise<Result>;
  /** Not timed. */
  answer(result: Result): Answer;
}

/** Makes an index of what is on the shelf. */
export type MakePeer = (shelf: Shelf) => Promise<Engine>;
