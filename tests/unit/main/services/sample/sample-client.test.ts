import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastMessageAt } from '#shared/domain/interaction.ts';
import { WHOLE_WINDOW_SCOPE } from '#shared/domain/scope.ts';
import type { FetchedPage, ListQuery } from '../../../../../src/main/services/fini/client.ts';
import { createSampleClient } from '../../../../../src/main/services/sample/sample-client.ts';

const NOW = Date.parse('2026-08-02T12:00:00Z');
const DAY = 86_400_000;
const whole = { ...WHOLE_WINDOW_SCOPE, since: NOW - 90 * DAY, until: NOW };
const client = createSampleClient({ now: NOW });
const { signal } = new AbortController();

const walk = async (window: Omit<ListQuery, 'limit' | 'cursor'>, limit: number): Promise<readonly FetchedPage[]> => {
  const pages: FetchedPage[] = [];
  let cursor: string | null = null;
  do {
    const page: FetchedPage = await client.list({ ...window, limit, cursor }, signal);
    pages.push(page);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return pages;
};

describe('the sample client', () => {
  it('covers every interaction once, newest first, for any limit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100 }), async (limit) => {
        const pages = await walk(whole, limit);
        const rows = pages.flatMap((page) => page.rows);
        expect(new Set(rows.map(({ id }) => id)).size).toBe(240);
        expect(rows).toHaveLength(240);
        expect(rows.map(lastMessageAt)).toEqual(rows.map(lastMessageAt).sort((a, b) => b - a));
        expect(pages.map(({ hasMore }) => hasMore)).toEqual(pages.map((_, index) => index < pages.length - 1));
      }),
      { numRuns: 25 },
    );
  });

  it('answers only what lies in the window', async () => {
    const window = { ...WHOLE_WINDOW_SCOPE, since: NOW - 30 * DAY, until: NOW - 7 * DAY };
    const rows = (await walk(window, 100)).flatMap((page) => page.rows);
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) {
      expect(lastMessageAt(row)).toBeGreaterThanOrEqual(window.since);
      expect(lastMessageAt(row)).toBeLessThan(window.until);
    }
  });

  it('answers an empty last page for a window without interactions', async () => {
    const page = await client.list(
      { ...whole, since: NOW - 900 * DAY, until: NOW - 800 * DAY, limit: 100, cursor: null },
      signal,
    );
    expect(page).toEqual({ rows: [], quarantined: 0, hasMore: false, nextCursor: null });
  });

  it('answers the same to a second client of the same time and seed', async () => {
    const other = createSampleClient({ now: NOW });
    const query = { ...whole, limit: 100, cursor: null };
    expect(await other.list(query, signal)).toEqual(await client.list(query, signal));
  });

  it('stops when its signal is aborted', async () => {
    const aborted = client.list({ ...whole, limit: 10, cursor: null }, AbortSignal.abort());
    await expect(aborted).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('asks for sources and agents, of which every interaction has one', async () => {
    const agents = await client.agents(signal);
    const ids = async (scope: Partial<ListQuery>) =>
      (await walk({ ...whole, ...scope }, 100)).flatMap(({ rows }) => rows.map(({ id }) => id));
    const perAgent = await Promise.all(agents.map(({ id }) => ids({ agentId: id })));
    expect(perAgent.every((some) => some.length > 20)).toBe(true);
    expect(perAgent.flat().sort()).toEqual((await ids({})).sort());
    expect((await ids({ sources: ['zendesk'] })).length).toBeLessThan(240);
    const groups = await client.tagGroups(signal);
    const tags = await client.tags(
      groups.map(({ id }) => id),
      signal,
    );
    expect(new Set(tags.map(({ tagGroupId }) => tagGroupId)).size).toBe(groups.length);
  });
});
