/** Run and killed by journal-kill.test.ts: appends judgements for ever and prints the id of each one acknowledged. */
import { randomUUID } from 'node:crypto';
import { createJournal } from '../../src/main/services/journal/journal.ts';

const [path = '', workspaceId = '', key = ''] = process.argv.slice(2);
const journal = createJournal({ path, workspaceId, journalKey: Buffer.from(key, 'base64') });

const appendForEver = async (): Promise<never> => {
  for (;;) {
    const id = randomUUID();
    await journal.append([
      {
        id,
        at: Date.now(),
        reviewer: { id: workspaceId, name: 'Ada' },
        target: { interactionId: 'i-1', eventId: null },
        basis: null,
        judgement: { kind: 'note', text: 'x'.repeat(Math.floor(Math.random() * 5000)) },
      },
    ]);
    process.stdout.write(`${id}\n`);
  }
};

// Several at once, so that a kill meets group commits too.
await Promise.all([1, 2, 3, 4].map(appendForEver));
