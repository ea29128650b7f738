import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultDataDirectory, defaultExportDirectory } from '../../../../src/main/shells/folders.ts';

const home = '/home/ada';

describe('the data folder', () => {
  it('follows each platform’s custom', () => {
    expect(defaultDataDirectory({ platform: 'linux', home, environment: {} })).toBe(
      join(home, '.local', 'share', 'fini-reviewer'),
    );
    expect(defaultDataDirectory({ platform: 'darwin', home, environment: {} })).toBe(
      join(home, 'Library', 'Application Support', 'fini-reviewer'),
    );
    expect(defaultDataDirectory({ platform: 'win32', home, environment: {} })).toBe(
      join(home, 'AppData', 'Roaming', 'fini-reviewer'),
    );
  });

  it('follows the environment where it names an absolute folder', () => {
    expect(defaultDataDirectory({ platform: 'linux', home, environment: { XDG_DATA_HOME: '/data' } })).toBe(
      join('/data', 'fini-reviewer'),
    );
    expect(defaultDataDirectory({ platform: 'linux', home, environment: { XDG_DATA_HOME: 'data' } })).toBe(
      join(home, '.local', 'share', 'fini-reviewer'),
    );
  });
});

describe('the export folder', () => {
  let place: string;
  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'fini-home-'));
  });
  afterEach(() => rm(place, { recursive: true, force: true }));

  it('is the home folder where there are no downloads', async () => {
    expect(await defaultExportDirectory({ platform: 'linux', home: place, environment: {} })).toBe(place);
  });

  it('is the Downloads folder', async () => {
    await mkdir(join(place, 'Downloads'));
    expect(await defaultExportDirectory({ platform: 'win32', home: place, environment: {} })).toBe(
      join(place, 'Downloads'),
    );
  });

  it('is the folder a desktop in another language downloads to', async () => {
    await mkdir(join(place, '.config'));
    await mkdir(join(place, 'Descargas'));
    await writeFile(join(place, '.config', 'user-dirs.dirs'), '# made\nXDG_DOWNLOAD_DIR="$HOME/Descargas"\n');
    expect(await defaultExportDirectory({ platform: 'linux', home: place, environment: {} })).toBe(
      join(place, 'Descargas'),
    );
  });
});
