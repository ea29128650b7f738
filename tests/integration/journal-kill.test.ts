import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createJournal } from '../../src/main/services/journal/journal.ts';

const script = fileURLToPath(new URL('journal-script.ts', import.meta.url));
const KILLS = 8;

/** Lets a process append until it is killed at a random moment; answers with the ids it was told are saved. */
const appendUntilKilled = async (path: string, workspaceId: string, key: Buffer): Promise<readonly string[]> => {
  const child = spawn(process.execPath, ['--import', 'tsx', script, path, workspaceId, key.toString('base64')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    output += text;
  });
  await once(child.stdout, 'data');
  await delay(Math.random() * 150);
  child.kill('SIGKILL');
  await once(child, 'close');
  // The last line may be cut by the kill; a whole one ends with a newline.
  return output.split('\n').slice(0, -1);
};

it('has every acknowledged judgement after the host was killed, again and again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fini-journal-kill-'));
  const path = join(folder, 'reviews.journal');
  const workspaceId = randomUUID();
  const journalKey = randomBytes(32);
  const acknowledged: string[] = [];
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      acknowledged.push(...(await appendUntilKilled(path, workspaceId, journalKey)));
      const journal = createJournal({ path, workspaceId, journalKey });
      const there = new Set<string>();
      for (let offset: number | null = 0; offset !== null; ) {
        const stretch = await journal.read(offset, 500);
        for (const { id } of stretch.events) there.add(id);
        offset = stretch.next;
      }
      await journal.close();
      expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
    }
    expect(acknowledged.length).toBeGreaterThan(KILLS);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 90_000);
