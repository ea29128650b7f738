/** Failures of the data worker that a reviewer can meet, and the one it deals with itself. */
import { ReviewerError } from '#shared/errors.ts';

/** The disk or the browser's share of it is full. Nothing was half stored; what is cached can be read. */
export class DiskFullError extends ReviewerError {
  constructor(cause?: unknown) {
    super(
      {
        code: 'disk-full',
        message: 'There is no room left on the disk for more interactions.',
        nextStep: 'Free some space, then sync again: it goes on where it stopped.',
        retryable: true,
        details: {},
      },
      { cause },
    );
  }
}

/** The cache cannot be used at all, though it was given up and made anew. */
export class CacheUnusableError extends ReviewerError {
  constructor(cause?: unknown) {
    super(
      {
        code: 'corrupt-cache',
        message: 'The cache of this workspace could not be opened.',
        nextStep: 'Restart the application; your reviews are kept apart from the cache and are safe.',
        retryable: true,
        details: { kind: cause instanceof Error ? cause.name : typeof cause },
      },
      { cause },
    );
  }
}

/** A part of the cache that was asked for turned out to be unreadable; it was dropped and can be fetched again. */
export class DamagedPageError extends ReviewerError {
  constructor(options?: ErrorOptions) {
    super(
      {
        code: 'corrupt-cache',
        message: 'A part of the cache could not be read and was dropped.',
        nextStep: 'Sync the period again to fetch it anew; your reviews are kept.',
        retryable: true,
        details: {},
      },
      options,
    );
  }
}

export class WorkspaceNotOpenError extends ReviewerError {
  constructor() {
    super({
      code: 'workspace-not-open',
      message: 'No workspace is open.',
      nextStep: 'Open a workspace first.',
      retryable: false,
      details: {},
    });
  }
}

/** There is no walk to go on with. */
export class NothingUnfinishedError extends ReviewerError {
  constructor() {
    super({
      code: 'invalid-request',
      message: 'Nothing was left unfinished.',
      nextStep: 'Sync to fetch what is new.',
      retryable: false,
      details: {},
    });
  }
}

/** A run that was asked for is no longer kept. */
export class RunUnknownError extends ReviewerError {
  constructor() {
    super({
      code: 'invalid-request',
      message: 'The report of that run is no longer kept.',
      nextStep: 'Choose another run from the list.',
      retryable: false,
      details: {},
    });
  }
}

/** An export is under way already. */
export class ExportRunningError extends ReviewerError {
  constructor() {
    super({
      code: 'already-running',
      message: 'An export is already being written.',
      nextStep: 'Wait for it to finish, or stop it first.',
      retryable: true,
      details: {},
    });
  }
}

/** A sealed record that is not what was sealed. Never shown: the cache drops or rebuilds what it belonged to. */
export class DamagedRecordError extends Error {
  override readonly name = 'DamagedRecordError';

  constructor(record: string, what: 'header' | 'content', cause?: unknown) {
    super(`The ${what} of the record “${record}” is damaged.`, { cause });
  }
}
