/** A full disk: what could not be saved is not called saved, nothing half is left, and trying again works. */
import { readdir } from 'node:fs/promises';
import { expect, test } from 'playwright/test';
import { readCsv } from '../support/csv-oracle.ts';
import { keychainUnavailable } from '../support/keychain.ts';
import { FILLER, mountSmallDisk, type SmallDisk } from '../support/small-disk.ts';
import { connectAndFetch, makeWorkplace, type Workplace } from '../support/workplace.ts';

const COUNT = 300;

let place: Workplace;
let disk: SmallDisk | null = null;

test.beforeEach(async () => {
  test.skip(keychainUnavailable() !== null, `No keychain: ${keychainUnavailable()}`);
  place = await makeWorkplace({ count: COUNT });
});
test.afterEach(async () => {
  // A process that still has a file there would hold the disk.
  await place?.machine.host().kill();
  disk?.unmount();
  disk = null;
  await place?.remove();
});

const mount = (folder: string): SmallDisk => {
  disk = mountSmallDisk(folder, 4);
  const reason = 'A full disk is not tested: no small disk can be mounted here (needs root on Linux).';
  if (disk === null) console.warn(`SKIPPED: ${reason}`);
  test.skip(disk === null, reason);
  if (disk === null) throw new Error(reason);
  return disk;
};

test('an export onto a full disk says so, leaves no file, and is written once there is room', async () => {
  const exports = mount(place.machine.folders.exports);
  const { page, reviewer } = await place.open();
  await connectAndFetch(reviewer, place.api.key);
  exports.fill(32_768);
  await page.getByRole('button', { name: /^Export CSV/u }).click();
  const dialog = page.getByRole('dialog', { name: 'The export was not written' });
  await expect(dialog.getByRole('alert')).toContainText('The disk is full, so the file could not be saved.');
  await expect(dialog.getByRole('alert')).toContainText('Free some space, then try again');
  expect(await readdir(exports.folder)).toEqual([FILLER]);

  exports.free();
  await dialog.getByRole('button', { name: 'Try again' }).click();
  const done = page.locator('[data-sonner-toast]').filter({ hasText: /Exported .* to / });
  const path = await done.locator('[data-description]').textContent();
  expect(await readCsv(path ?? '')).toHaveLength(COUNT);
  expect(await readdir(exports.folder)).toHaveLength(1);
});

test('a judgement that finds the disk full says that it is not saved, reverts, and is saved once there is room', async () => {
  const data = mount(place.machine.folders.data);
  const before = await place.open();
  const { page, reviewer } = before;
  await connectAndFetch(reviewer, place.api.key);
  await reviewer.openFirst();
  data.fill();
  const fail = page.getByRole('button', { name: /^Fail/u });
  await fail.click();
  const notice = page.getByRole('alert').filter({ hasText: 'Verdict Fail was not saved.' });
  await expect(notice).toContainText('The disk is full, so the review journal could not be saved.');
  await expect(notice).toContainText('Free some space, then try again; everything saved before is kept.');
  await expect(fail).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByRole('region', { name: 'Verdict' }).getByRole('status')).not.toContainText('Saved');

  const note = page.getByRole('textbox', { name: 'Note' });
  await note.fill('Typed while the disk was full.');
  await note.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Note' }).getByRole('alert')).toContainText(
    'Not saved. The disk is full, so the review journal could not be saved.',
  );
  await expect(note).toHaveValue('Typed while the disk was full.');

  data.free();
  await notice.getByRole('button', { name: 'Save again' }).click();
  await expect(fail).toHaveAttribute('aria-pressed', 'true');
  await expect(notice).toHaveCount(0);
  // Leaving the field had tried again by itself.
  await expect(page.getByRole('region', { name: 'Note' }).getByRole('status')).toContainText('Saved');

  await before.close();
  await place.machine.host().kill();
  const after = await place.open();
  await after.reviewer.search('verdict:fail review:noted');
  await after.reviewer.expectCount(1);
});
