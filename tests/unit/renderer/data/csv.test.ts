import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Review } from '#shared/contract/data.ts';
import { interactionSchema } from '#shared/domain/interaction.ts';
import {
  BYTE_ORDER_MARK,
  csvColumns,
  csvHeader,
  csvLines,
  neutralise,
} from '../../../../src/renderer/data/export/csv.ts';
import { exportName } from '../../../../src/renderer/data/export/export-csv.ts';

const noReview: Review = { verdict: null, labels: [], note: '', tags: {}, updatedAt: null, stale: false };
const read = (text: string): Record<string, string>[] =>
  parse(text, { bom: true, columns: true, record_delimiter: '\r\n' });
const rowOf = (fields: object, review: Partial<Review> = {}): Record<string, string> => {
  const interaction = interactionSchema.parse({ id: 'i', createdAt: 0, events: [], ...fields });
  const tagNames = new Map([['t2', 'Refund']]);
  const lines = csvLines([{ interaction, review: { ...noReview, ...review }, reviewer: 'Ada', tagNames }]);
  return read(BYTE_ORDER_MARK + csvHeader() + lines)[0]!;
};
/** The documented way back. */
const restore = (text: string): string => (/^'+[=+\-@\t\r]/u.test(text) ? text.slice(1) : text);

describe('CSV', () => {
  it('gives every text back through an independent parser, and no formula', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\r', '\n', '\t', 'a', '😀') }),
    );
    fc.assert(
      fc.property(nasty, nasty, (subject, note) => {
        const row = rowOf({ subjectPreview: subject }, { note });
        expect(restore(row['subject']!)).toBe(subject);
        expect(restore(row['note']!)).toBe(note);
        for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/u);
      }),
    );
  });

  it('can be told apart from a text that had the apostrophe itself', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("'", '=', 'a') }),
        fc.string({ unit: fc.constantFrom("'", '=', 'a') }),
        (one, other) => {
          expect(neutralise(one) === neutralise(other)).toBe(one === other);
        },
      ),
    );
  });

  it('tells 0 from not rated, and false from unknown', () => {
    const event = { id: 'e', createdAt: 0, role: 'user', type: 'message' };
    expect(rowOf({ events: [{ ...event, csatRating: 0, approved: false }], resolved: false })).toMatchObject({
      csat: '0',
      approved: 'false',
      resolved: 'false',
    });
    expect(rowOf({ events: [event] })).toMatchObject({ csat: '', approved: '', resolved: '' });
  });

  it('writes a review with names for its tags', () => {
    const tags = [{ id: 't1', name: 'Billing', groupId: null }];
    const events = [{ id: 'e', createdAt: 0, role: 'user', type: 'message', tags, message: 'Hello' }];
    const review = {
      verdict: 'fail' as const,
      labels: ['tone', 'speed'],
      note: 'n',
      tags: { t1: 'wrong' as const, gone: 'right' as const, t2: 'missing' as const },
      updatedAt: 1000,
      stale: true,
    };
    expect(rowOf({ events }, review)).toMatchObject({
      verdict: 'fail',
      labels: 'tone; speed',
      tag_judgements: 'Billing: wrong; gone: right; Refund: missing',
      reviewer: 'Ada',
      reviewed_at: '1970-01-01T00:00:01.000Z',
      stale: 'true',
      transcript: 'Customer: Hello',
    });
  });

  it('ends lines with CR LF and has one cell a column', () => {
    expect(csvHeader().endsWith('\r\n')).toBe(true);
    expect(Object.keys(rowOf({}))).toEqual([...csvColumns]);
  });
});

describe('the file’s name', () => {
  it.each([
    ['Acme Support', 'Acme Support interactions 2026-08-01.csv'],
    ['../../etc: "x"', 'etc x interactions 2026-08-01.csv'],
    ['\u202eevil\u0000', 'evil interactions 2026-08-01.csv'],
    ['...', 'interactions interactions 2026-08-01.csv'],
  ])('of %j is %j', (workspace, name) => {
    expect(exportName(workspace, new Date(2026, 7, 1))).toBe(name);
  });
});
