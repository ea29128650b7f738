import type { SerializedError } from '#shared/errors.ts';

/** An error as lines of text for a bug report. Its fields hold no key and no customer text by contract. */
export const errorReport = (error: SerializedError): string =>
  [
    `code: ${error.code}`,
    `message: ${error.message}`,
    ...Object.entries(error.details).map(([name, value]) => `${name}: ${String(value)}`),
  ].join('\n');
