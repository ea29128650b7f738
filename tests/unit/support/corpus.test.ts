import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Corpus, type CorpusInteraction, corpusMissing, openCorpus } from '../../support/corpus.ts';
import { interactionAt } from './make-interactions.ts';

const NOW = Date.parse('2026-08-02T12:00:00Z');
const DAY = 86_400_000;
const latest = ({ createdAt, events }: CorpusInteraction): number =>
  events.reduce((at, event) => Math.max(at, Number(event['createdAt'])), createdAt);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corpus-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const corpusOf = async (count: number, limit?: number): Promise<Corpus> => {
  const lines = Array.from({ length: count }, (_, index) =>
    JSON.stringify(
      interactionAt(`00000000-0000-4000-8000-${String(index).padStart(12, '0')}`, 1_700_000_000_000 - index * DAY, {
        url: `https://x.example/00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
        quoted: 'somebody wrote "createdAt": 1700000000000 here',
      }),
    ),
  );
  const path = join(folder, 'corpus.jsonl');
  writeFileSync(path, `${lines.join('\n')}\n`);
  vi.stubEnv('FINI_REVIEWER_CORPUS', path);
  const corpus = await openCorpus(limit);
  if (!corpus) throw new Error('The corpus that was just written is not found.');
  return corpus;
};

describe('the corpus', () => {
  it('is null where there is no file, and says how to get one', async () => {
    vi.stubEnv('FINI_REVIEWER_CORPUS', join(folder, 'nothing.jsonl.xz'));
    expect(await openCorpus()).toBeNull();
    expect(corpusMissing()).toContain('FINI_REVIEWER_CORPUS');
  });

  it('shifts all times so that the newest message is one second before now', async () => {
    const rows = [...(await corpusOf(10)).interactions({ now: NOW })];
    expect(rows).toHaveLength(10);
    expect(rows.map(latest)).toEqual(Array.from({ length: 10 }, (_, index) => NOW - 1000 - index * DAY));
    expect(rows.every((row) => latest(row) - row.createdAt === 1000)).toBe(true);
  });

  it('changes nothing of what was said', async () => {
    const [row] = (await corpusOf(1)).interactions({ now: NOW });
    expect(row).toMatchObject({ quoted: 'somebody wrote "createdAt": 1700000000000 here' });
    expect(row?.events[0]).toMatchObject({ message: 'Where is my refund?' });
  });

  it('grows with new ids, other times in the period and nearly the same words', async () => {
    const corpus = await corpusOf(20);
    const rows = [...corpus.interactions({ now: NOW, count: 90 })];
    expect(new Set(rows.map(({ id }) => id)).size).toBe(90);
    expect(new Set(rows.flatMap(({ events }) => events.map((event) => event['id']))).size).toBe(90);
    expect(new Set(rows.map(latest)).size).toBe(90);
    for (const row of rows) {
      expect(latest(row)).toBeLessThan(NOW);
      expect(latest(row)).toBeGreaterThan(NOW - 90 * DAY - 1001);
      expect(row['url']).toBe(`https://x.example/${row.id}`);
      expect(String(row.events[0]?.['message'])).toMatch(/refund|my|Where/u);
    }
    expect(new Set(rows.map(({ events }) => events[0]?.['message'])).size).toBeGreaterThan(5);
  });

  it('makes the same lines each time, and fewer when asked for fewer', async () => {
    const corpus = await corpusOf(20);
    const options = { now: NOW, count: 55 };
    expect([...corpus.lines(options)]).toEqual([...corpus.lines(options)]);
    expect([...corpus.lines({ now: NOW, count: 3 })]).toEqual([...corpus.lines(options)].slice(0, 3));
  });

  it('spreads what it grows over as many days as asked for', async () => {
    const rows = [...(await corpusOf(20)).interactions({ now: NOW, count: 400, spanDays: 400 })];
    const ages = rows.map((row) => (NOW - latest(row)) / DAY);
    expect(Math.max(...ages)).toBeGreaterThan(350);
    expect(Math.max(...ages)).toBeLessThanOrEqual(400.1);
  });

  it('reads no more than the limit', async () => {
    expect((await corpusOf(20, 7)).size).toBe(7);
  });

  it('reads the real corpus, where it is at hand', async ({ skip }) => {
    const corpus = await openCorpus(50);
    if (!corpus) {
      console.warn(corpusMissing());
      skip();
      return;
    }
    const rows = [...corpus.interactions({ now: NOW })];
    expect(rows).toHaveLength(50);
    expect(Math.max(...rows.map(latest))).toBe(NOW - 1000);
  });
});
