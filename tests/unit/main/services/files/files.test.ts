import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFiles, sweepLeftOvers } from '../../../../../src/main/services/files/files.ts';
import { failureOf, temporaryFolder } from '../support.ts';

const filesIn = (exportDirectory: string, chosen?: string | null) => {
  const revealed: string[] = [];
  const files = createFiles({
    exportDirectory,
    chooseSavePath: chosen === undefined ? null : async () => chosen,
    revealFile: async (path) => {
      revealed.push(path);
    },
  });
  const begin = async (name = 'export.csv', ask = false): Promise<string> => {
    const fileId = await files.begin(name, ask);
    if (fileId === null) throw new Error('The dialog was dismissed.');
    return fileId;
  };
  return { ...files, begin, beginOrNot: files.begin, revealed };
};

describe('saving a file', () => {
  it('gives it its name only when it is whole, and then to its owner alone', async () => {
    const folder = join(temporaryFolder(), 'exports');
    const files = filesIn(folder);
    const fileId = await files.begin();
    await Promise.all([files.write(fileId, 'id,text\r\n'), files.write(fileId, '1,Grüße\r\n')]);
    expect(existsSync(join(folder, 'export.csv'))).toBe(false);
    const saved = await files.commit(fileId);
    expect(saved).toEqual({ path: join(folder, 'export.csv'), bytes: 20 });
    expect(readFileSync(saved.path, 'utf8')).toBe('id,text\r\n1,Grüße\r\n');
    expect(readdirSync(folder)).toEqual(['export.csv']);
    if (process.platform !== 'win32') expect(statSync(saved.path).mode & 0o777).toBe(0o600);
  });

  it('never replaces a file', async () => {
    const folder = temporaryFolder();
    const files = filesIn(folder);
    const open = await Promise.all([files.begin(), files.begin(), files.begin()]);
    const saved = await Promise.all(open.map((fileId) => files.commit(fileId)));
    expect(saved.map(({ path }) => path).sort()).toEqual(
      ['export (2).csv', 'export (3).csv', 'export.csv'].map((name) => join(folder, name)),
    );
  });

  it('does not follow a link that waits under its name', async () => {
    const folder = temporaryFolder();
    const victim = join(folder, 'victim.txt');
    writeFileSync(victim, 'untouched');
    symlinkSync(victim, join(folder, 'export.csv'));
    const files = filesIn(folder);
    const fileId = await files.begin();
    await files.write(fileId, 'new');
    expect((await files.commit(fileId)).path).toBe(join(folder, 'export (2).csv'));
    expect(readFileSync(victim, 'utf8')).toBe('untouched');
  });

  it('keeps a character whole that two pieces of text share', async () => {
    const files = filesIn(temporaryFolder());
    const fileId = await files.begin();
    for (const piece of ['a\uD83D', '\uDE00b', '\uD83D', '', '\uDE00']) await files.write(fileId, piece);
    expect(readFileSync((await files.commit(fileId)).path, 'utf8')).toBe('a😀b😀');
  });

  it('asks where to save when it is told to and the shell can', async () => {
    const folder = temporaryFolder();
    const chosen = join(folder, 'My own name.csv');
    const asking = filesIn(temporaryFolder(), chosen);
    expect((await asking.commit(await asking.begin('x.csv', true))).path).toBe(chosen);
    expect(await filesIn(folder, null).beginOrNot('x.csv', true)).toBeNull();
    expect(await failureOf(filesIn(folder, 'relative.csv').begin('x.csv', true))).toMatchObject({
      code: 'invalid-request',
    });
  });

  it('leaves nothing of a file that is given up', async () => {
    const folder = temporaryFolder();
    const files = filesIn(folder);
    const [first, second] = [await files.begin(), await files.begin()];
    await files.write(first, 'some');
    await files.abort(first);
    await files.abort(first);
    await files.abortAll();
    expect(readdirSync(folder)).toEqual([]);
    expect(await failureOf(files.write(second, 'more'))).toMatchObject({ code: 'invalid-request' });
  });

  it('says so when the folder cannot be written to', async () => {
    const blocked = join(temporaryFolder(), 'a file');
    writeFileSync(blocked, '');
    expect(await failureOf(filesIn(blocked).begin())).toMatchObject({ code: 'file-access' });
  });

  it('leaves no temporary file when naming it fails', async () => {
    const folder = temporaryFolder();
    const gone = join(folder, 'gone');
    mkdirSync(gone);
    const chosen = join(gone, `${'x'.repeat(300)}.csv`);
    const files = filesIn(folder, chosen);
    const fileId = await files.begin('x.csv', true);
    expect(await failureOf(files.commit(fileId))).toMatchObject({ code: 'file-access' });
    expect(readdirSync(gone)).toEqual([]);
  });

  it('shows a file in its folder only when it has written it', async () => {
    const files = filesIn(temporaryFolder());
    const { path } = await files.commit(await files.begin());
    await files.reveal(path);
    expect(files.revealed).toEqual([path]);
    for (const other of ['/etc/passwd', `${path}/../x`, ''])
      expect(await failureOf(files.reveal(other))).toMatchObject({ code: 'invalid-request' });
  });

  it('keeps no more than a few files open', async () => {
    const files = filesIn(temporaryFolder());
    for (let n = 0; n < 8; n += 1) await files.begin();
    expect(await failureOf(files.begin())).toMatchObject({ code: 'invalid-request' });
    await files.abortAll();
  });

  it('sweeps away what a crash left half written, a day later, and nothing else', async () => {
    const folder = temporaryFolder();
    const files = filesIn(folder);
    await files.begin();
    writeFileSync(join(folder, 'mine.part'), '');
    const now = statSync(join(folder, 'mine.part')).mtimeMs;
    await sweepLeftOvers(folder, now);
    expect(readdirSync(folder)).toHaveLength(2);
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), now / 1000 - 90_000, now / 1000 - 90_000);
    await sweepLeftOvers(folder, now);
    expect(readdirSync(folder)).toEqual(['mine.part']);
    await sweepLeftOvers(join(folder, 'none'), now);
    await files.abortAll();
  });
});
