import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbered, safeFileName } from '../../../../../src/main/services/files/file-name.ts';

describe('a safe file name', () => {
  it.each([
    ['Acme Support – interactions 2026-08-01.csv', 'Acme Support – interactions 2026-08-01.csv'],
    ['../../etc/passwd', 'etc-passwd'],
    ['..\\..\\autoexec.bat', 'autoexec.bat'],
    ['.bashrc', 'bashrc'],
    ['a\u0000b\nc.csv', 'a-b-c.csv'],
    ['harmless\u202Evsc.exe', 'harmless-vsc.exe'],
    ['CON.csv', '_CON.csv'],
    ['lpt1', '_lpt1'],
    ['name. . ', 'name'],
    ['???', 'export'],
    ['...', 'export'],
    ['日本語.csv', '日本語.csv'],
    ['lone \uD800 half.csv', 'lone - half.csv'],
  ])('%j becomes %j', (suggested, name) => expect(safeFileName(suggested)).toBe(name));

  it('keeps its extension when it is too long', () => {
    const name = safeFileName(`${'ü'.repeat(200)}.csv`);
    expect(name.endsWith('ü.csv')).toBe(true);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
  });

  it('is one ordinary path component, whatever was suggested', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (suggested) => {
        const name = safeFileName(suggested);
        expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cf}]/u);
        expect(name).not.toMatch(/^[.\s]|[.\s]$/u);
        expect(Buffer.byteLength(name)).toBeGreaterThan(0);
        expect(Buffer.byteLength(name)).toBeLessThan(200);
        expect(safeFileName(name)).toBe(name);
      }),
      { numRuns: 500 },
    );
  });

  it('is numbered before its extension', () => {
    expect([1, 2, 3].map((n) => numbered('a.csv', n))).toEqual(['a.csv', 'a (2).csv', 'a (3).csv']);
    expect(numbered('README', 2)).toBe('README (2)');
  });
});
