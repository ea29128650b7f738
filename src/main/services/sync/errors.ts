/** What can go wrong with a run, beside what the Fini client throws. */
import { ReviewerError } from '#shared/errors.ts';

/** A run is already going on in this application. */
export class AlreadyRunningError extends ReviewerError {
  constructor() {
    super({
      code: 'already-running',
      message: 'A sync is already running.',
      nextStep: 'Wait for it to finish, or stop it first.',
      retryable: true,
      details: {},
    });
  }
}

/** Fini answered with a cursor that was asked for before: going on would never end. */
export class RepeatedCursorError extends ReviewerError {
  constructor(pages: number) {
    super({
      code: 'repeated-cursor',
      message: 'Fini sent the same place in the list twice, so the sync would never end.',
      nextStep: 'Start the sync again; everything fetched so far is kept. The period is incomplete until then.',
      retryable: true,
      details: { pages },
    });
  }
}

/** Fini says that there is more, again and again, and sends nothing. */
export class EmptyPagesError extends ReviewerError {
  constructor(pages: number, empty: number) {
    super({
      code: 'unexpected-shape',
      message: `Fini says that there is more, but sent ${empty} empty pages in a row.`,
      nextStep: 'Try again later; everything fetched so far is kept. The period is incomplete until then.',
      retryable: true,
      details: { pages, empty },
    });
  }
}
