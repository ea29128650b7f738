/** What the tests of host services share: real servers, real folders, plausible records. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Interaction, interactionSchema } from '#shared/domain/interaction.ts';
import type { JournalEvent } from '#shared/domain/journal.ts';
import { ReviewerError } from '#shared/errors.ts';

/** A folder that is gone after the test. */
export const temporaryFolder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'fini-host-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
};

/** A real HTTP server on loopback that ends with the test. */
export const serve = async (
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ readonly origin: URL; readonly requests: IncomingMessage[] }> => {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { origin: new URL(`http://127.0.0.1:${address.port}`), requests };
};

export const answerJson = (response: ServerResponse, status: number, body: unknown, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

/** The error a promise rejects with; fails when it resolves or rejects with anything that is not for a reviewer. */
export const failureOf = async (promise: Promise<unknown>): Promise<ReviewerError> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ReviewerError) return error;
    throw error;
  }
  throw new Error('It did not fail.');
};

export const interactionAt = (createdAt: number, id: string = randomUUID()): Interaction =>
  interactionSchema.parse({
    id,
    createdAt,
    source: 'zendesk',
    channel: 'email',
    status: 'Resolved',
    events: [{ id: `${id}-1`, createdAt, role: 'user', type: 'message', message: 'Hello' }],
  });

export const judgementEvent = (id: string = randomUUID(), note = 'Too curt.'): JournalEvent => ({
  id,
  at: 1_790_000_000_000,
  reviewer: { id: '7b0c8d4e-1111-4222-8333-944445555666', name: 'Ada' },
  target: { interactionId: 'i-1', eventId: null },
  basis: null,
  judgement: { kind: 'note', text: note },
});
