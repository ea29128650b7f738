/** What lies on the disk after a working day: nothing a customer wrote can be read there, and the key is only in the keychain. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'playwright/test';
import { interactionSchema } from '#shared/domain/interaction.ts';
import { generateInteractions } from '../../src/main/services/sample/generate.ts';
import { countFiles, findInFiles } from '../support/find-in-files.ts';
import { startFiniApi } from '../support/fini-api/index.ts';
import { makeInstallation } from '../support/installation.ts';
import { keychainUnavailable } from '../support/keychain.ts';
import { plantStrings } from '../support/planted.ts';

test('data and profile hold none of twenty planted strings, no note, no saved search and no key in the clear', async () => {
  test.skip(keychainUnavailable() !== null, `No keychain: ${keychainUnavailable()}`);
  const generated = generateInteractions({ now: Date.now(), count: 300, seed: 3 });
  const planted = plantStrings(generated.map((interaction) => interactionSchema.parse(interaction)));
  expect(planted.strings).toHaveLength(20);
  const key = `fini_${'k3yThatMustStay'}${Date.now()}hidden`;
  const api = await startFiniApi({ interactions: planted.interactions, keys: [{ key }] });
  const machine = await makeInstallation({ apiUrl: api.url });
  try {
    await machine.startHost();
    const { reviewer, page, close } = await machine.openWindow();
    await reviewer.connect({ apiKey: key, workspace: 'Acme Support', reviewer: 'Robin' });
    await reviewer.fetchDays(90);
    await reviewer.untilComplete();
    // Each string really was fetched, searched for and read: what was never there proves nothing by its absence.
    const searchable = planted.strings.slice(0, 2);
    for (const word of searchable) {
      await reviewer.search(word);
      await reviewer.expectCount(1);
      await reviewer.openFirst();
      await expect(reviewer.conversation).toContainText(word);
    }
    const written = ['noteThatNobodyMayRead7719', 'labelThatNobodyMayRead7719'] as const;
    await reviewer.note(written[0]);
    await reviewer.label(written[1]);
    await page.waitForTimeout(2500);
    await close();
    await machine.host().stop();

    const folders = [machine.folders.data, machine.folders.profile];
    expect(await countFiles([machine.folders.data])).toBeGreaterThan(1);
    expect(await countFiles([machine.folders.profile])).toBeGreaterThan(20);
    expect(await findInFiles(folders, [...planted.strings, ...written, key])).toEqual([]);
    // The search itself works: what has to be in the clear is found.
    expect(await findInFiles([machine.folders.data], ['Acme Support'])).not.toEqual([]);
    expect(machine.host().output()).not.toContain(key);
    for (const word of planted.strings) expect(machine.host().output()).not.toContain(word);
    expect(processesNaming(key)).toEqual([]);
  } finally {
    await machine.remove();
    await api.stop();
  }
});

const processesNaming = (text: string): readonly string[] =>
  (spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout ?? '')
    .split('\n')
    .filter((line) => line.includes(text));
