import { ReviewerError } from '#shared/errors.ts';

/** No workspace of that id is known. */
export class WorkspaceNotFoundError extends ReviewerError {
  constructor() {
    super({
      code: 'workspace-not-found',
      message: 'This workspace is not here any more.',
      nextStep: 'Choose another workspace.',
      retryable: false,
      details: {},
    });
  }
}

/** The list of workspaces cannot be understood. It is left as it is, since it may be mended. */
export class DamagedRegistryError extends ReviewerError {
  constructor() {
    super({
      code: 'file-access',
      message: 'The list of workspaces is damaged.',
      nextStep: 'Put a copy of workspaces.json back into the data folder, or move it away to start with an empty list.',
      retryable: false,
      details: {},
    });
  }
}
