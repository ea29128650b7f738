import { describe, expect, it } from 'vitest';
import {
  formatAbout,
  formatAgo,
  formatBytes,
  formatClock,
  formatCount,
  formatCsat,
  formatDate,
  formatDateTime,
  formatDuration,
  formatNumber,
  formatPercent,
  formatUtc,
} from '../../../../src/renderer/ui/format.ts';

const london = { locale: 'en-GB', zone: 'Europe/London' };
const noon = Date.UTC(2026, 7, 2, 12, 0, 0);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('numbers', () => {
  it('have separators', () => {
    expect(formatNumber(12_403, { locale: 'en-GB' })).toBe('12,403');
    expect(formatNumber(12_403, { locale: 'de-DE' })).toBe('12.403');
  });

  it('agree with their noun', () => {
    expect(formatCount(1, 'interaction', undefined, { locale: 'en' })).toBe('1 interaction');
    expect(formatCount(0, 'interaction', undefined, { locale: 'en' })).toBe('0 interactions');
    expect(formatCount(2, 'reply', 'replies', { locale: 'en' })).toBe('2 replies');
  });

  it('never show 100 per cent before the end', () => {
    expect(formatPercent(0.999)).toBe('99%');
    expect(formatPercent(1)).toBe('100%');
    expect(formatPercent(0)).toBe('0%');
  });
});

describe('ratings', () => {
  it('tell a rating of 0 from no rating', () => {
    expect(formatCsat(0)).toBe('0');
    expect(formatCsat(null)).toBe('not rated');
    expect(formatCsat(4.5, { locale: 'en' })).toBe('4.5');
  });
});

describe('moments', () => {
  it('are written in local time', () => {
    expect(formatDateTime(noon, london)).toBe('2 Aug 2026, 13:00');
    expect(formatDate(noon, london)).toBe('2 Aug 2026');
    expect(formatClock(noon, london)).toBe('13:00');
  });

  it('are written in UTC for the hover', () => {
    expect(formatUtc(noon)).toBe('2026-08-02 12:00:00 UTC');
  });

  it.each([
    [0, 'just now'],
    [59_000, 'just now'],
    [2 * MINUTE, '2 min ago'],
    [59.9 * MINUTE, '59 min ago'],
    [3 * HOUR, '3 h ago'],
    [25 * HOUR, '1 Aug'],
    [400 * 24 * HOUR, '28 Jun 2025'],
  ])('%d ms ago is "%s"', (age, words) => {
    expect(formatAgo(noon - age, noon, london)).toBe(words);
  });

  it('in the future are never called recent', () => {
    expect(formatAgo(noon + HOUR, noon, london)).toBe('2 Aug 2026, 14:00');
  });
});

describe('spans', () => {
  it.each([
    [0, '0 s'],
    [45_000, '45 s'],
    [125_000, '2 min 5 s'],
    [120_000, '2 min'],
    [72 * MINUTE, '1 h 12 min'],
    [72 * HOUR, '3 days'],
  ])('%d ms is "%s"', (milliseconds, words) => {
    expect(formatDuration(milliseconds)).toBe(words);
  });

  it.each([
    [10_000, 'less than a minute'],
    [55_000, 'about a minute'],
    [2.2 * MINUTE, 'about 2 minutes'],
    [180 * MINUTE, 'about 3 hours'],
  ])('%d ms is estimated as "%s"', (milliseconds, words) => {
    expect(formatAbout(milliseconds)).toBe(words);
  });
});

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [812, '812 B'],
    [1_400_000, '1.4 MB'],
    [999_999, '1 MB'],
    [139_000_000, '139 MB'],
  ])('%d bytes are "%s"', (bytes, words) => {
    expect(formatBytes(bytes, { locale: 'en' })).toBe(words);
  });
});
