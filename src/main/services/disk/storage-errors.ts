/** What can go wrong with a file, in the reviewer's words. */
import { ReviewerError } from '#shared/errors.ts';

/** The disk (or the reviewer's share of it) has no room. Nothing of what was to be written counts as saved. */
export class DiskFullError extends ReviewerError {
  constructor(what: string, code: string) {
    super({
      code: 'disk-full',
      message: `The disk is full, so ${what} could not be saved.`,
      nextStep: 'Free some space, then try again; everything saved before is kept.',
      retryable: true,
      details: { what, system: code },
    });
  }
}

/** The file system refused: permissions, a read-only disk, a folder that is gone, a failing device. */
export class FileAccessError extends ReviewerError {
  constructor(what: string, doing: 'read' | 'saved' | 'deleted', code: string) {
    super({
      code: 'file-access',
      message: `${what.charAt(0).toUpperCase()}${what.slice(1)} could not be ${doing}: ${reasonOf(code)}.`,
      nextStep: 'Check the folder’s permissions and that its disk is connected, then try again.',
      retryable: true,
      details: { what, system: code },
    });
  }
}

const reasonOf = (code: string): string => {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'access to the folder or file is denied';
    case 'EROFS':
      return 'the disk is read-only';
    case 'ENOENT':
    case 'ENOTDIR':
      return 'the folder does not exist';
    case 'ENAMETOOLONG':
      return 'the name is too long';
    case 'EBUSY':
      return 'another program is using the file';
    default:
      return `the system answered ${code}`;
  }
};

/** The system's error code of anything thrown by `node:fs`, or null. */
export const systemCodeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

/** Turns what `node:fs` threw into an error for the reviewer; anything else is handed back as it is. */
export const toStorageError = (
  error: unknown,
  what: string,
  doing: 'read' | 'saved' | 'deleted' = 'saved',
): unknown => {
  if (error instanceof ReviewerError) return error;
  const code = systemCodeOf(error);
  if (code === null) return error;
  // The system's own text quotes the path, and a path may quote a name the reviewer gave; the code is enough.
  if (code === 'ENOSPC' || code === 'EDQUOT') return new DiskFullError(what, code);
  return new FileAccessError(what, doing, code);
};
