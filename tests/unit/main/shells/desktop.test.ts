import { describe, expect, it } from 'vitest';
import { isOutsideLink, openOutside, openProgram, revealPrograms } from '../../../../src/main/shells/desktop.ts';

describe('showing a file', () => {
  it('asks the file manager of a Linux desktop for the very file, then for its folder', () => {
    const [ask, fallback] = revealPrograms('linux', '/home/ada/a b, c.csv');
    expect(ask?.arguments).toContain('array:string:file:///home/ada/a%20b%2C%20c.csv');
    expect(fallback).toEqual({ file: 'xdg-open', arguments: ['/home/ada'] });
  });

  it('selects it in Finder and in Explorer', () => {
    expect(revealPrograms('darwin', '/Users/ada/x.csv')).toEqual([
      { file: '/usr/bin/open', arguments: ['-R', '/Users/ada/x.csv'] },
    ]);
    expect(revealPrograms('win32', 'C:\\Users\\Ada L\\x.csv')).toEqual([
      { file: 'explorer.exe', arguments: ['/select,"C:\\Users\\Ada L\\x.csv"'], verbatim: true },
    ]);
  });
});

describe('opening a link', () => {
  it.each(['https://example.com/', 'https://help.example.com/a?b=c#d'])('takes %s', (url) => {
    expect(isOutsideLink(url)).toBe(true);
  });

  it.each([
    'http://example.com/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'ms-settings:privacy',
    'https://user:secret@example.com/',
    '-https://example.com',
    'https:',
    '',
  ])('refuses "%s"', async (url) => {
    expect(isOutsideLink(url)).toBe(false);
    await expect(openOutside(url, 'linux')).rejects.toMatchObject({ message: 'Only https links are opened.' });
  });

  it('hands the link over as one argument of one program', () => {
    const url = 'https://example.com/?a=1&b=$(x)';
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(openProgram(platform, url).arguments.at(-1)).toBe(url);
    }
  });
});
