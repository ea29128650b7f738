/** The clock. */
import type { Engine } from './engine.ts';
import type { Answer, BenchQuery } from './query.ts';

export interface Timings {
  /** Milliseconds by round and query; the first round is the first time that each query was ever asked. */
  readonly rounds: readonly (readonly number[])[];
}

export interface MeasureOptions {
  readonly queries: readonly BenchQuery[];
  /** Others of the same kinds, asked first, so that what is measured is compiled code. */
  readonly warmUp: readonly BenchQuery[];
  /** Rounds go on until there are this many, or the time is used up; two at least. */
  readonly rounds: number;
  readonly milliseconds: number;
}

export const measure = async (engine: Engine, options: MeasureOptions): Promise<Timings> => {
  const began = performance.now();
  for (let pass = 0; pass < 2; pass += 1) {
    for (const query of options.warmUp) {
      await engine.search(query);
      if (performance.now() - began > options.milliseconds / 4) break;
    }
  }
  const started = performance.now();
  const rounds: number[][] = [];
  while (rounds.length < options.rounds) {
    const round: number[] = [];
    for (const query of options.queries) {
      const before = performance.now();
      const result = engine.search(query);
      if (result instanceof Promise) await result;
      round.push(performance.now() - before);
    }
    rounds.push(round);
    if (performance.now() - started > options.milliseconds && rounds.length >= 2) break;
    // A breath, so that the collector has its turn where it would have it in use.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { rounds };
};

export const answersOf = async (engine: Engine, queries: readonly BenchQuery[]): Promise<readonly Answer[]> => {
  const answers: Answer[] = [];
  for (const query of queries) answers.push(engine.answer(await engine.search(query)));
  return answers;
};
