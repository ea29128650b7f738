import { randomBytes, randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '#shared/domain/journal.ts';
import { createJournal, type Journal } from '../../../../../src/main/services/journal/journal.ts';
import { LONGEST_LINE } from '../../../../../src/main/services/journal/scan-lines.ts';
import { failureOf, judgementEvent, temporaryFolder } from '../support.ts';

const journalKey = randomBytes(32);
const workspaceId = randomUUID();

const journalIn = (folder: string): Journal & { readonly path: string } => {
  const path = join(folder, 'reviews.journal');
  return { path, ...createJournal({ path, workspaceId, journalKey }) };
};

const readAll = async (journal: Journal, limit = 5000) => {
  const events: JournalEvent[] = [];
  let damaged = 0;
  for (let offset: number | null = 0; offset !== null; ) {
    const stretch = await journal.read(offset, limit);
    events.push(...stretch.events);
    damaged += stretch.damaged;
    offset = stretch.next;
  }
  return { ids: events.map(({ id }) => id), events, damaged };
};

const events = (count: number): JournalEvent[] => Array.from({ length: count }, () => judgementEvent());

describe('the review journal', () => {
  it('gives back what was appended, in order, after it is opened anew', async () => {
    const folder = temporaryFolder();
    const wanted = events(3);
    const first = journalIn(folder);
    expect(await first.append(wanted)).toEqual({ saved: 3 });
    await first.close();
    const second = journalIn(folder);
    expect(await readAll(second)).toMatchObject({ events: wanted, damaged: 0 });
    await second.close();
  });

  it('is empty before anything is appended', async () => {
    const journal = journalIn(temporaryFolder());
    expect(await journal.read(0, 10)).toEqual({ events: [], next: null, damaged: 0 });
    await journal.close();
  });

  it('says nothing in the clear, and is readable by its owner alone', async () => {
    const journal = journalIn(temporaryFolder());
    await journal.append([judgementEvent(undefined, 'Mentions Mrs Featherstonehaugh')]);
    const bytes = readFileSync(journal.path, 'latin1');
    expect(bytes).toMatch(/^[A-Za-z0-9+/]+=*\n$/);
    expect(Buffer.from(bytes, 'base64').toString('latin1')).not.toContain('Featherstonehaugh');
    if (process.platform !== 'win32') expect(statSync(journal.path).mode & 0o777).toBe(0o600);
    await journal.close();
  });

  it('writes an event once, however often and in whatever company it is appended', async () => {
    const folder = temporaryFolder();
    const journal = journalIn(folder);
    const [a, b] = [judgementEvent(), judgementEvent()];
    expect(await Promise.all([journal.append([a, a]), journal.append([a]), journal.append([b, a])])).toEqual([
      { saved: 1 },
      { saved: 0 },
      { saved: 1 },
    ]);
    await journal.close();
    const again = journalIn(folder);
    expect(await again.append([b])).toEqual({ saved: 0 });
    expect((await readAll(again)).ids).toEqual([a.id, b.id]);
    await again.close();
  });

  it('keeps the order of a thousand appends that come at once', async () => {
    const journal = journalIn(temporaryFolder());
    const wanted = events(1000);
    await Promise.all(wanted.map((event) => journal.append([event])));
    expect((await readAll(journal, 7)).ids).toEqual(wanted.map(({ id }) => id));
    await journal.close();
  });

  it('reads in stretches that meet without a gap or an overlap', async () => {
    const journal = journalIn(temporaryFolder());
    const wanted = events(25);
    await journal.append(wanted);
    const first = await journal.read(0, 10);
    expect(first.events).toHaveLength(10);
    expect(first.next).toBeGreaterThan(0);
    const last = await journal.read((await journal.read(first.next ?? 0, 10)).next ?? 0, 10);
    expect(last).toMatchObject({ next: null });
    expect(last.events.map(({ id }) => id)).toEqual(wanted.slice(20).map(({ id }) => id));
    await journal.close();
  });

  it('tolerates a torn last line: it stays, is counted, and the next event stands on its own line', async () => {
    const folder = temporaryFolder();
    const [kept, torn, later] = [judgementEvent(), judgementEvent(), judgementEvent()];
    const first = journalIn(folder);
    await first.append([kept]);
    const { size } = statSync(first.path);
    await first.append([torn]);
    await first.close();
    truncateSync(first.path, size + 40);
    const before = readFileSync(first.path);

    const second = journalIn(folder);
    expect(await readAll(second)).toMatchObject({ ids: [kept.id], damaged: 1 });
    await second.append([later, torn]);
    expect(await readAll(second)).toMatchObject({ ids: [kept.id, later.id, torn.id], damaged: 1 });
    expect(readFileSync(first.path).subarray(0, before.length)).toEqual(before);
    await second.close();
  });

  it('is readable wherever a crash cut it: every whole line before the cut is there', async () => {
    const folder = temporaryFolder();
    const wanted = events(5);
    const whole = journalIn(folder);
    await whole.append(wanted);
    await whole.close();
    const bytes = readFileSync(whole.path);
    const lineEnds = [...bytes.keys()].filter((index) => bytes[index] === 0x0a);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length), async (cut) => {
        writeFileSync(whole.path, bytes.subarray(0, cut));
        const journal = journalIn(folder);
        const later = judgementEvent();
        await journal.append([later]);
        const { ids } = await readAll(journal);
        await journal.close();
        // A line that lost nothing but its newline is whole as well.
        const complete = lineEnds.filter((end) => end <= cut).length;
        expect(ids).toEqual([...wanted.slice(0, complete).map(({ id }) => id), later.id]);
      }),
      { numRuns: 60 },
    );
  });

  it('skips damaged lines in the middle and counts them', async () => {
    const folder = temporaryFolder();
    const first = journalIn(folder);
    const [a, b, c] = [judgementEvent(), judgementEvent(), judgementEvent()];
    await first.append([a]);
    await first.close();
    appendFileSync(first.path, `not sealed at all\n${'A'.repeat(200)}\n\u0000\u00ff\n`);
    const second = journalIn(folder);
    await second.append([b, c]);
    expect(await readAll(second, 1)).toMatchObject({ ids: [a.id, b.id, c.id], damaged: 3 });
    await second.close();
  });

  it('is not filled up by junk without newlines', async () => {
    const folder = temporaryFolder();
    const first = journalIn(folder);
    const [a, b] = [judgementEvent(), judgementEvent()];
    await first.append([a]);
    await first.close();
    appendFileSync(first.path, Buffer.alloc(3 * LONGEST_LINE, 'x'));
    const second = journalIn(folder);
    await second.append([b]);
    expect(await readAll(second)).toMatchObject({ ids: [a.id, b.id], damaged: 1 });
    await second.close();
  });

  it('does not read another workspace’s lines, or lines of another key', async () => {
    const folder = temporaryFolder();
    const journal = journalIn(folder);
    await journal.append(events(2));
    await journal.close();
    for (const other of [{ workspaceId: randomUUID() }, { journalKey: randomBytes(32) }]) {
      const foreign = createJournal({ path: journal.path, workspaceId, journalKey, ...other });
      expect(await readAll(foreign)).toMatchObject({ ids: [], damaged: 2 });
      await foreign.close();
    }
  });

  it('acknowledges nothing where it cannot be written, and goes on once it can', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'later', 'reviews.journal');
    const journal = createJournal({ path, workspaceId, journalKey });
    expect(await failureOf(journal.append(events(1)))).toMatchObject({ code: 'file-access' });
    expect(existsSync(path)).toBe(false);
    await journal.close();
  });
});
