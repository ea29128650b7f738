import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseWebOptions } from '../../../../src/main/shells/web-options.ts';

describe('the web shell’s command line', () => {
  it('opens a window on the remembered port when nothing is said', () => {
    expect(parseWebOptions([])).toEqual({ port: null, dataDirectory: null, exportDirectory: null, open: true });
  });

  it('takes a port, folders and --no-open', () => {
    expect(parseWebOptions(['--port', '5123', '--data-dir', 'some/where', '--exports-dir=out', '--no-open'])).toEqual({
      port: 5123,
      dataDirectory: resolve('some/where'),
      exportDirectory: resolve('out'),
      open: false,
    });
  });

  it.each(['80', '-1', '65536', '1e4', 'x', '', '0x1000', '5123 '])('refuses the port "%s"', (port) => {
    expect(() => parseWebOptions([`--port=${port}`])).toThrow(/--port takes a number/u);
  });

  it.each([['--prot', '1'], ['somewhere'], ['--data-dir']])('refuses what it does not know: %s', (...argv) => {
    expect(() => parseWebOptions(argv)).toThrow(expect.objectContaining({ code: 'invalid-request' }));
  });

  it('refuses an empty folder', () => {
    expect(() => parseWebOptions(['--data-dir='])).toThrow('--data-dir takes a folder.');
  });
});
