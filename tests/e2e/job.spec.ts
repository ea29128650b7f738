/** The whole job of one reviewer, in a real browser, against a server that behaves as Fini's. */
import { expect, test } from 'playwright/test';
import { generateInteractions } from '../../src/main/services/sample/generate.ts';
import { columnsOf, expectedRecord, type RawInteraction, readCsv } from '../support/csv-oracle.ts';
import { startFiniApi } from '../support/fini-api/index.ts';
import { makeInstallation } from '../support/installation.ts';
import { keychainUnavailable } from '../support/keychain.ts';

const COUNT = 430;

test('connect, sync, search, read, judge, export, and all of it again offline after a restart', async () => {
  test.skip(keychainUnavailable() !== null, `No keychain: ${keychainUnavailable()}`);
  const interactions = generateInteractions({ now: Date.now(), count: COUNT, seed: 7 });
  const api = await startFiniApi({ interactions });
  const machine = await makeInstallation({ apiUrl: api.url });
  const serverData = new Map<string, RawInteraction>();
  for (const line of api.lines()) {
    const interaction = JSON.parse(line) as RawInteraction;
    serverData.set(interaction.id, interaction);
  }
  const expectExportOf = async (path: string, ids: ReadonlySet<string>): Promise<void> => {
    const records = await readCsv(path);
    expect(records.length).toBe(ids.size);
    for (const record of records) {
      const interaction = serverData.get(record['interaction_id'] ?? '');
      if (!interaction) throw new Error('The export names an interaction that Fini does not have.');
      const expected = expectedRecord(interaction);
      expect(columnsOf(record, expected)).toEqual(expected);
    }
    expect(new Set(records.map((record) => record['interaction_id']))).toEqual(ids);
  };
  const withWord = (word: string): ReadonlySet<string> =>
    new Set(
      [...serverData.values()]
        .filter((interaction) => new RegExp(`\\b${word}\\b`, 'iu').test(JSON.stringify(wordsOf(interaction))))
        .map((interaction) => interaction.id),
    );

  try {
    await machine.startHost();
    const first = await machine.openWindow();
    const { reviewer, page } = first;

    await test.step('connect and sync', async () => {
      await reviewer.connect({ apiKey: api.key, workspace: 'Acme Support', reviewer: 'Robin' });
      await reviewer.fetchDays(90);
      await reviewer.untilComplete();
      await reviewer.expectCount(COUNT);
    });

    const refunds = withWord('refund');
    await test.step('search and read', async () => {
      expect(refunds.size).toBeGreaterThan(3);
      await reviewer.search('refund');
      await reviewer.expectCount(refunds.size);
      await reviewer.openFirst();
      await expect(reviewer.conversation).toContainText(/refund/iu);
    });

    await test.step('judge', async () => {
      await reviewer.verdict('Fail');
      await reviewer.label('wrong amount');
      await reviewer.note('The amount is the one before tax.');
      await reviewer.search('verdict:fail');
      await reviewer.expectCount(1);
    });

    await test.step('export what is listed', async () => {
      await reviewer.search('');
      await reviewer.expectCount(COUNT);
      const path = await reviewer.exportCsv();
      await expectExportOf(path, new Set(serverData.keys()));
      const judged = (await readCsv(path)).filter((record) => record['verdict'] !== '');
      expect(judged).toHaveLength(1);
      expect(judged[0]).toMatchObject({
        verdict: 'fail',
        labels: 'wrong amount',
        note: 'The amount is the one before tax.',
        reviewer: 'Robin',
      });
    });

    await test.step('stop the API, restart the application, and find everything', async () => {
      await first.close();
      await machine.host().stop();
      await api.stop();
      await machine.startHost();
      const again = await machine.openWindow();
      await again.reviewer.expectCount(COUNT);
      await again.reviewer.search('refund');
      await again.reviewer.expectCount(refunds.size);
      await again.reviewer.search('verdict:fail');
      await again.reviewer.expectCount(1);
      await again.reviewer.openFirst();
      await expect(again.page.getByRole('button', { name: /^Fail/u })).toHaveAttribute('aria-pressed', 'true');
      await expect(again.page.getByRole('textbox', { name: 'Note' })).toHaveValue('The amount is the one before tax.');
      await expect(again.page.getByRole('button', { name: 'Remove label wrong amount' })).toBeVisible();
      await again.reviewer.verdict('Unsure');
      await again.reviewer.search('refund');
      await again.reviewer.expectCount(refunds.size);
      await expectExportOf(await again.reviewer.exportCsv(), refunds);
      expect(again.errors).toEqual([]);
    });

    expect(api.violations).toEqual([]);
    expect(new Set(api.requests.map((request) => request.method))).toEqual(new Set(['GET']));
    expect(first.errors).toEqual([]);
    void page;
  } finally {
    await machine.remove();
    await api.stop();
  }
});

/** Everything of an interaction that a reviewer may search for by words. */
const wordsOf = (interaction: RawInteraction): unknown => [
  interaction.subjectPreview,
  interaction.userAttributes,
  interaction.externalId,
  interaction.events,
];
