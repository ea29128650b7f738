import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type FiniApi, type FiniApiOptions, startFiniApi } from '../../support/fini-api/index.ts';
import type { ListQuery } from '../../support/fini-api/query.ts';
import { InteractionStore, type Page } from '../../support/fini-api/store.ts';
import { get, idsOf, interactionAt, interactionsBefore, LIST, list, walk } from './make-interactions.ts';

const DAY = 86_400_000;
const START = 1_785_000_000_000;

let api: FiniApi | null = null;
const start = async (options: FiniApiOptions): Promise<FiniApi> => {
  api = await startFiniApi(options);
  return api;
};
afterEach(async () => {
  await api?.stop();
  api = null;
});

const WHOLE: ListQuery = {
  since: START,
  until: START + DAY,
  limit: 50,
  cursor: null,
  direction: 'next',
  agentId: null,
  sources: null,
  channels: null,
};

// Few distinct times, so that ties are common.
const offsets = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 120 });
const limits = fc.integer({ min: 1, max: 100 });

const storeOf = (times: readonly number[]): InteractionStore => {
  const store = new InteractionStore((id) => (id.endsWith('1') ? 'one' : 'other'));
  store.add(times.map((offset, index) => interactionAt(`row-${index}`, START + offset * 1000)));
  return store;
};

const pagesOf = (store: InteractionStore, query: ListQuery): readonly Page[] => {
  const pages: Page[] = [];
  let cursor: string | null = null;
  do {
    const page: Page = store.page({ ...query, cursor }, 'last-message');
    pages.push(page);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return pages;
};
const rowsOf = (pages: readonly Page[]): readonly string[] => pages.flatMap((page) => page.rows.map(({ id }) => id));

describe('paging', () => {
  it('covers every interaction exactly once, newest first, for any limit', () => {
    fc.assert(
      fc.property(offsets, limits, (times, limit) => {
        const pages = pagesOf(storeOf(times), { ...WHOLE, limit });
        const rows = pages.flatMap((page) => page.rows);
        expect(new Set(rows.map(({ id }) => id)).size).toBe(times.length);
        expect(rows.length).toBe(times.length);
        for (let index = 1; index < rows.length; index += 1) {
          expect(rows[index - 1]?.at).toBeGreaterThanOrEqual(rows[index]?.at ?? 0);
        }
      }),
    );
  });

  it('fills every page but the last, and says there is more exactly until then', () => {
    fc.assert(
      fc.property(offsets, limits, (times, limit) => {
        const pages = pagesOf(storeOf(times), { ...WHOLE, limit });
        pages.forEach((page, index) => {
          const isLast = index === pages.length - 1;
          expect(page.hasMore).toBe(!isLast);
          expect(page.last).toBe(isLast);
          if (!isLast) expect(page.rows.length).toBe(limit);
        });
      }),
    );
  });

  it('walks back over the same interactions with prevCursor and direction=previous', () => {
    fc.assert(
      fc.property(offsets, limits, (times, limit) => {
        const store = storeOf(times);
        const forward = pagesOf(store, { ...WHOLE, limit });
        let back: string[] = forward[forward.length - 1]?.rows.map(({ id }) => id) ?? [];
        let cursor = forward[forward.length - 1]?.prevCursor ?? null;
        while (cursor !== null) {
          const page: Page = store.page({ ...WHOLE, limit, cursor, direction: 'previous' }, 'last-message');
          back = [...page.rows.map(({ id }) => id), ...back];
          expect(page.hasMore).toBe(page.prevCursor !== null);
          cursor = page.prevCursor;
        }
        expect(back).toEqual(rowsOf(forward));
      }),
    );
  });

  it('walks the rows of one filter as if there were no others', () => {
    fc.assert(
      fc.property(offsets, limits, (times, limit) => {
        const store = storeOf(times);
        const expected = rowsOf(pagesOf(store, WHOLE)).filter((id) => id.endsWith('1'));
        expect(rowsOf(pagesOf(store, { ...WHOLE, limit, agentId: 'one' }))).toEqual(expected);
      }),
    );
  });

  it('holds the start of the window and leaves out its end', () => {
    const store = storeOf([0, 10, 20]);
    const window = { ...WHOLE, since: START, until: START + 20_000 };
    expect(rowsOf(pagesOf(store, window))).toEqual(['row-1', 'row-0']);
  });

  it('marks the page that holds the middle of the window', () => {
    const pages = pagesOf(storeOf(Array.from({ length: 50 }, (_, index) => index)), { ...WHOLE, limit: 10 });
    expect(pages.map((page) => page.middle)).toEqual([false, false, true, false, false]);
  });

  it('compares the window with the creation time when told to', () => {
    const store = new InteractionStore(() => '');
    store.add([interactionAt('old-but-active', START + DAY, { createdAt: START - DAY })]);
    const around = { ...WHOLE, since: START - 2 * DAY, until: START };
    expect(store.page(around, 'last-message').rows).toHaveLength(0);
    expect(store.page(around, 'creation').rows).toHaveLength(1);
  });
});

describe('paging over HTTP', () => {
  it('gives the default page: 50 rows of the last seven days', async () => {
    const now = Date.now();
    const old = interactionAt('older', now - 8 * DAY);
    const server = await start({ interactions: [old, ...interactionsBefore(now, 60)] });
    const page = await list(server);
    expect(page.interactions).toHaveLength(50);
    expect(page).toMatchObject({ hasMore: true, nextCursor: 'row-49', prevCursor: null });
    expect(idsOf(await walk(server))).not.toContain('older');
  });

  it('covers a whole window once, page by page', async () => {
    const now = Date.now();
    const server = await start({ interactions: interactionsBefore(now, 333) });
    for (const limit of [1, 7, 100]) {
      const ids = idsOf(await walk(server, { since: now - DAY, until: now, limit }));
      expect(ids).toEqual(Array.from({ length: 333 }, (_, index) => `row-${index}`));
    }
  });

  it('filters by source as csv and repeated, by channel and by agent', async () => {
    const now = Date.now();
    const interactions = ['zendesk', 'intercom', 'api'].map((source, index) =>
      interactionAt(source, now - 1000 * (index + 1), { source, channel: index === 2 ? 'chat' : 'email' }),
    );
    const server = await start({ interactions, agentOf: (id) => (id === 'api' ? 'a' : 'b') });
    expect(idsOf([await list(server, { source: 'zendesk,api' })])).toEqual(['zendesk', 'api']);
    expect(idsOf([await list(server, { source: ['intercom', 'api'] })])).toEqual(['intercom', 'api']);
    expect(idsOf([await list(server, { channel: 'chat' })])).toEqual(['api']);
    expect(idsOf([await list(server, { agentId: 'b' })])).toEqual(['zendesk', 'intercom']);
  });

  it('moves an interaction to the top when it gets a new message, also while somebody pages', async () => {
    const now = Date.now();
    const server = await start({ interactions: interactionsBefore(now, 30) });
    const window = { since: now - DAY, until: now + DAY, limit: 10 };
    const first = await list(server, window);
    server.moveToTop('row-20');
    const rest = await list(server, { ...window, limit: 100, cursor: first.nextCursor ?? '' });
    expect(rest.interactions.map(({ id }) => id)).not.toContain('row-20');
    expect((await list(server, window)).interactions[0]?.id).toBe('row-20');
    expect(server.size).toBe(30);
  });

  it('goes on from where the cursor’s interaction stands now, so one that moved up begins the window anew', async () => {
    const now = Date.now();
    const server = await start({ interactions: interactionsBefore(now, 30) });
    const window = { since: now - DAY, until: now, limit: 10 };
    const first = await list(server, window);
    server.moveToTop(first.nextCursor ?? '', now + 1000);
    const next = await list(server, { ...window, cursor: first.nextCursor ?? '' });
    expect(next.interactions.map(({ id }) => id)).toEqual([...idsOf([first]).slice(0, 9), 'row-10']);
  });

  it('replaces and adds interactions', async () => {
    const now = Date.now();
    const server = await start({ interactions: interactionsBefore(now, 3) });
    server.updateInteraction(interactionAt('row-1', now - 120_000, { status: 'Closed' }));
    server.addInteractions([JSON.stringify(interactionAt('new', now - 1000))]);
    const { interactions } = await list(server);
    expect(interactions.map(({ id }) => id)).toEqual(['new', 'row-0', 'row-1', 'row-2']);
    expect(interactions[2]?.['status']).toBe('Closed');
    expect([...server.lines()].map((line) => JSON.parse(line) as unknown)).toEqual(interactions);
  });
});

describe('other servers that follow the same page', () => {
  it('give fewer rows than were asked for, and go on to the end', async () => {
    const server = await start({ interactions: interactionsBefore(Date.now(), 95), largestPage: 20 });
    const pages = await walk(server, { limit: 100 });
    expect(pages.map(({ interactions }) => interactions.length)).toEqual([20, 20, 20, 20, 15]);
    expect(new Set(idsOf(pages)).size).toBe(95);
  });

  it('name places with opaque cursors, which stay where they are when a record moves', async () => {
    const server = await start({ interactions: interactionsBefore(Date.now(), 30), cursors: 'opaque' });
    const first = await list(server, { limit: 10 });
    server.moveToTop('row-9');
    const second = await list(server, { limit: 10, cursor: first.nextCursor ?? '' });
    expect(second.interactions.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, i) => `row-${i + 10}`));
    const back = await list(server, { limit: 10, cursor: second.prevCursor ?? '', direction: 'previous' });
    expect(back.interactions.map(({ id }) => id).slice(0, 2)).toEqual(['row-9', 'row-0']);
    await expect(list(server, { cursor: 'row-3' })).rejects.toThrow('cursor must be');
  });

  it('have a clock of their own', async () => {
    const ahead = 2 * DAY;
    const server = await start({ interactions: interactionsBefore(Date.now() + ahead, 3), clockOffset: ahead });
    const response = await get(server, LIST);
    expect(Math.abs(Date.parse(response.headers.get('date') ?? '') - Date.now() - ahead)).toBeLessThan(3000);
    expect(((await response.json()) as { interactions: unknown[] }).interactions).toHaveLength(3);
  });
});
