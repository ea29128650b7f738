/** What can go wrong before there is a window to say it in, or while handing something to the desktop. */
import { ReviewerError } from '#shared/errors.ts';

/** The built page is not where the shell looks for it. */
export class PageMissingError extends ReviewerError {
  constructor(cause?: unknown) {
    super(
      {
        code: 'file-access',
        message: 'The application’s page has not been built.',
        nextStep: 'Run "npm start", which builds it.',
        retryable: true,
        details: {},
      },
      { cause },
    );
  }
}

/** A flag on the command line was not understood. */
export class UsageError extends ReviewerError {
  constructor(reason: string) {
    super({
      code: 'invalid-request',
      message: reason,
      nextStep: 'Flags: --port N --data-dir DIR --exports-dir DIR --no-open.',
      retryable: false,
      details: {},
    });
  }
}

/** The port this data folder's page lives on is in use by another program. */
export class PortTakenError extends ReviewerError {
  constructor(port: number, remembered: boolean) {
    super({
      code: 'already-running',
      message: `Port ${port} is in use by another program${
        remembered ? ', and what the browser keeps of your workspaces belongs to that port' : ''
      }.`,
      nextStep: remembered
        ? 'Close that program and start again, or start with --port N to fetch everything anew on another port.'
        : 'Start again with another --port.',
      retryable: true,
      details: { port },
    });
  }
}

/** The desktop has no program to open or show something with. */
export class DesktopError extends ReviewerError {
  constructor(what: string, nextStep: string, cause?: unknown) {
    super({ code: 'file-access', message: what, nextStep, retryable: true, details: {} }, { cause });
  }
}
