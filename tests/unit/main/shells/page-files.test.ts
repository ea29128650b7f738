import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listPageFiles } from '../../../../src/main/shells/page-files.ts';
import { makePageFolder, type PageFolder } from './page-folder.ts';

describe('the list of page files', () => {
  let folder: PageFolder;
  beforeAll(async () => {
    folder = await makePageFolder();
  });
  afterAll(() => folder.remove());

  it('holds the page’s own files and nothing hidden, linked or unknown', async () => {
    const files = await listPageFiles(folder.directory);
    expect([...files.keys()].sort()).toEqual([
      '/',
      '/assets/index-a1b2.js',
      '/assets/style-c3d4.css',
      '/icon.svg',
      '/index.html',
    ]);
  });

  it('knows each file’s type', async () => {
    const files = await listPageFiles(folder.directory);
    expect(files.get('/')?.contentType).toBe('text/html; charset=utf-8');
    expect(files.get('/assets/index-a1b2.js')?.contentType).toBe('text/javascript; charset=utf-8');
    expect(files.get('/assets/style-c3d4.css')?.contentType).toBe('text/css; charset=utf-8');
    expect(files.get('/icon.svg')?.contentType).toBe('image/svg+xml; charset=utf-8');
  });

  it('says what to do when the page has not been built', async () => {
    await expect(listPageFiles(`${folder.directory}-missing`)).rejects.toMatchObject({
      message: 'The application’s page has not been built.',
      nextStep: expect.stringContaining('npm start'),
    });
  });
});
