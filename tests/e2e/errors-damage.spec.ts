/** Damage on the disk: what can be fetched is fetched again, and no judgement that can still be read is lost. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { keychainUnavailable } from '../support/keychain.ts';
import type { ReviewerInWindow } from '../support/reviewer.ts';
import { connectAndFetch, makeWorkplace, type Workplace } from '../support/workplace.ts';

const COUNT = 300;

let place: Workplace;

test.beforeEach(async () => {
  test.skip(keychainUnavailable() !== null, `No keychain: ${keychainUnavailable()}`);
  place = await makeWorkplace({ count: COUNT });
});
test.afterEach(async () => {
  await place?.remove();
});

/** A day's work: everything fetched, the newest conversation judged, the application quit. */
const workAndQuit = async (judge: (reviewer: ReviewerInWindow, page: Page) => Promise<void>): Promise<void> => {
  const { page, reviewer, close } = await place.open();
  await connectAndFetch(reviewer, place.api.key);
  await judge(reviewer, page);
  await expect.poll(() => documentsIndexed(page), { timeout: 20_000 }).toBe(COUNT);
  await close();
  await place.machine.host().stop();
};

/** How many interactions the stored index holds; it is stored once fetching has been quiet for a moment. */
const documentsIndexed = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const found = (await indexedDB.databases()).find(({ name }) => name?.startsWith('fini-reviewer-'));
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(found?.name ?? '');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const segments = await new Promise<{ readonly part: string; readonly documents: number }[]>((resolve, reject) => {
      const request = database.transaction('segments').objectStore('segments').getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    database.close();
    return segments.filter(({ part }) => part === 'columns').reduce((sum, { documents }) => sum + documents, 0);
  });

const judgeNewest = async (reviewer: ReviewerInWindow): Promise<void> => {
  await reviewer.openFirst();
  await reviewer.note('Survives the damage.');
  await reviewer.verdict('Fail');
};

const expectJudgement = async (reviewer: ReviewerInWindow, page: Page): Promise<void> => {
  await reviewer.search('verdict:fail');
  await reviewer.expectCount(1);
  await reviewer.openFirst();
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('Survives the damage.');
  await expect(page.getByRole('button', { name: /^Fail/u })).toHaveAttribute('aria-pressed', 'true');
};

/** Starts the host and gives a page of its origin on which no application runs yet, then opens the application there. */
const openAfter = async (harm: (page: Page) => Promise<void>) => {
  const host = await place.machine.startHost();
  const opened = await place.machine.openWindow({ url: new URL('/', host.url).href });
  await expect(opened.page.getByRole('heading', { name: /lost its link/u })).toBeVisible();
  await harm(opened.page);
  await opened.page.goto('about:blank');
  await opened.page.goto(host.url);
  return opened;
};

interface Flipped {
  readonly records: number;
  /** Interactions on the pages among them. */
  readonly interactions: number;
}

/** Flips a byte in the middle of sealed records, the pages fetched first before others. */
const flipBytes = (page: Page, harm: { readonly pages: number; readonly segments: boolean }): Promise<Flipped> =>
  page.evaluate(async ({ pages, segments }) => {
    const found = (await indexedDB.databases()).find(({ name }) => name?.startsWith('fini-reviewer-'));
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(found?.name ?? '');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = database.transaction(['pages', 'segments'], 'readwrite');
    const flipped = { records: 0, interactions: 0 };
    for (const [store, most] of [
      ['pages', pages],
      ['segments', segments ? Number.POSITIVE_INFINITY : 0],
    ] as const) {
      const request = transaction.objectStore(store).openCursor();
      let done = 0;
      request.onsuccess = () => {
        const cursor = request.result;
        if (!cursor || done >= most) return;
        const record: { readonly sealed: Uint8Array; readonly rows?: number } = cursor.value;
        const at = record.sealed.length >> 1;
        record.sealed[at] = (record.sealed[at] ?? 0) ^ 0x5a;
        cursor.update(record);
        done += 1;
        flipped.records += 1;
        flipped.interactions += record.rows ?? 0;
        cursor.continue();
      };
    }
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
    });
    database.close();
    return flipped;
  }, harm);

const flipFirstPage = async (place: Page, segments: boolean): Promise<number> => {
  const flipped = await flipBytes(place, { pages: 1, segments });
  expect(flipped.interactions).toBeGreaterThan(0);
  return flipped.interactions;
};

test('pages whose bytes changed on the disk are fetched again, and nobody has to do anything', async () => {
  await workAndQuit(judgeNewest);
  const { page, reviewer, errors } = await openAfter(async (blank) => {
    await flipFirstPage(blank, true);
  });
  await reviewer.untilComplete();
  await reviewer.expectCount(COUNT);
  await expect(page.getByRole('alert').filter({ hasText: 'could not be read' })).toHaveCount(0);
  await expect(page.getByRole('contentinfo')).not.toContainText('unfinished');
  await expectJudgement(reviewer, page);
  expect(errors).toEqual([]);
});

test('pages whose bytes changed on the disk are counted and left out as long as they cannot be fetched', async () => {
  await workAndQuit(judgeNewest);
  await place.api.stop();
  let lost = 0;
  const { page, reviewer } = await openAfter(async (blank) => {
    lost = await flipFirstPage(blank, true);
  });
  const banner = page.getByRole('alert').filter({ hasText: 'could not be read' });
  await expect(banner).toContainText('1 stored page of interactions could not be read and was left out.');
  await expect(banner).toContainText(
    'Fetching the period again brings it back. Judgements are kept apart and are not touched.',
  );
  await reviewer.expectCount(COUNT - lost);
  await expect(page.getByRole('contentinfo')).toContainText('not all there yet');
});

test('a damaged index is made again from the pages, and nobody has to do anything', async () => {
  await workAndQuit(judgeNewest);
  const { page, reviewer } = await openAfter(async (blank) => {
    expect((await flipBytes(blank, { pages: 0, segments: true })).records).toBeGreaterThan(0);
  });
  await reviewer.expectCount(COUNT);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('contentinfo')).toContainText('90 days complete');
  await expectJudgement(reviewer, page);
});

test('a page found damaged only when it is read comes back by itself, with the conversation that is open', async () => {
  await workAndQuit(judgeNewest);
  const { page, reviewer } = await openAfter(async (blank) => {
    await flipFirstPage(blank, false);
  });
  // The conversation that was open last is opened again, and it is on that page.
  await expect(reviewer.conversation.getByRole('article').first()).toBeVisible();
  await reviewer.untilComplete();
  await reviewer.expectCount(COUNT);
  await expect(page.getByRole('alert').filter({ hasText: 'could not be read' })).toHaveCount(0);
  await expectJudgement(reviewer, page);
});

test('a page found damaged only when it is read is said to be missing as long as it cannot be fetched', async () => {
  await workAndQuit(judgeNewest);
  await place.api.stop();
  const { page, reviewer } = await openAfter(async (blank) => {
    await flipFirstPage(blank, false);
  });
  await expect(reviewer.conversation.getByRole('heading', { name: 'Not in the cache' })).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'could not be read' })).toContainText('1 stored page');
  await expect(page.getByRole('contentinfo')).toContainText('not all there yet');
});

test('after the whole cache is gone the judgements come back with the next sync', async () => {
  await workAndQuit(judgeNewest);
  const { page, reviewer } = await openAfter(async (blank) => {
    const gone = await blank.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
      for (const name of names) {
        await new Promise<void>((resolve, reject) => {
          const request = indexedDB.deleteDatabase(name);
          request.onsuccess = () => resolve();
          request.onerror = () => reject(request.error);
          request.onblocked = () => reject(new Error('Somebody has the cache open.'));
        });
      }
      return names.filter((name) => name.startsWith('fini-reviewer-')).length;
    });
    expect(gone).toBe(1);
  });
  await expect(page.getByRole('heading', { name: 'How far back?' })).toBeVisible();
  await reviewer.fetchDays(90);
  await reviewer.untilComplete();
  await reviewer.expectCount(COUNT);
  await expectJudgement(reviewer, page);
});

test('a damaged and a torn journal line are counted, all others are read, and new judgements are saved', async () => {
  await workAndQuit(async (reviewer, page) => {
    await reviewer.openFirst();
    for (let index = 0; index < 4; index += 1) {
      await reviewer.verdict('Fail');
      await page.getByRole('button', { name: 'Next interaction' }).click();
      await expect(page.getByRole('button', { name: /^Fail/u })).toHaveAttribute('aria-pressed', 'false');
    }
  });
  const folder = join(place.machine.folders.data, 'journals');
  const path = join(folder, (await readdir(folder))[0] ?? '');
  const lines = (await readFile(path, 'latin1')).trimEnd().split('\n');
  expect(lines).toHaveLength(4);
  const [first = '', second = '', third = '', last = ''] = lines;
  const turned = second.at(40) === 'A' ? 'B' : 'A';
  const changed = `${second.slice(0, 40)}${turned}${second.slice(41)}`;
  await writeFile(path, `${first}\n${changed}\n${third}\n${last.slice(0, last.length >> 1)}`, 'latin1');

  const after = await place.open();
  const banner = after.page.getByRole('alert').filter({ hasText: 'judgement journal' });
  await expect(banner).toContainText('2 lines of the judgement journal could not be read. All others were.');
  await expect(banner).toContainText(
    `The file is left as it is in ${place.machine.folders.data}; keep a copy of it before you change anything there.`,
  );
  await after.reviewer.expectCount(COUNT);
  await after.reviewer.search('verdict:fail');
  await after.reviewer.expectCount(2);
  await after.reviewer.search('review:none');
  await after.reviewer.expectCount(COUNT - 2);
  await after.reviewer.openFirst();
  await after.reviewer.verdict('Pass');
  await after.close();
  await place.machine.host().kill();
  expect((await readFile(path, 'latin1')).startsWith(`${first}\n${changed}\n${third}\n`)).toBe(true);

  const again = await place.open();
  await expect(again.page.getByRole('alert').filter({ hasText: '2 lines' })).toBeVisible();
  await again.reviewer.search('verdict:pass');
  await again.reviewer.expectCount(1);
  await again.reviewer.search('verdict:fail');
  await again.reviewer.expectCount(2);
});
