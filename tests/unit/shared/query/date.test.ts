import { describe, expect, it } from 'vitest';
import { parseDate } from '#shared/query/date.ts';

const now = new Date(2026, 7, 20, 15, 30).getTime();

describe('dates in a query', () => {
  it('reads a day as the beginning of the local day', () => {
    expect(parseDate('2026-08-01', now)).toBe(new Date(2026, 7, 1).getTime());
    expect(parseDate('today', now)).toBe(new Date(2026, 7, 20).getTime());
    expect(parseDate('yesterday', now)).toBe(new Date(2026, 7, 19).getTime());
  });

  it('reads ISO times with and without a zone', () => {
    expect(parseDate('2026-08-01T09:30Z', now)).toBe(Date.UTC(2026, 7, 1, 9, 30));
    expect(parseDate('2026-08-01T09:30', now)).toBe(new Date(2026, 7, 1, 9, 30).getTime());
  });

  it('counts ages back from now', () => {
    expect(parseDate('12h', now)).toBe(now - 12 * 3_600_000);
    expect(parseDate('7d', now)).toBe(new Date(2026, 7, 13, 15, 30).getTime());
    expect(parseDate('2w', now)).toBe(new Date(2026, 7, 6, 15, 30).getTime());
    expect(parseDate('1m', now)).toBe(new Date(2026, 6, 20, 15, 30).getTime());
  });

  it.each(['', 'soon', '2026-13-01', '2026-02-30', '01/08/2026', '7x'])('does not take %j for a date', (text) => {
    expect(parseDate(text, now)).toBeNull();
  });
});
