/** Which period is meant and what fetching it will take. Pure; times in epoch ms, days in the reader's own zone. */
import type { CacheSummary } from '#shared/contract/data.ts';
import { DAY, type Period } from '#shared/domain/workspace.ts';
import { isWhole } from './scope-words.ts';

export const PRESET_DAYS = [7, 30, 90, 365] as const;
export type PresetDays = (typeof PRESET_DAYS)[number];

/** A preset as it is called. */
export const presetName = (days: PresetDays): string => (days === 365 ? 'A year' : `${days} days`);

/** What the reviewer picks: so many days up to now, or two dates, both included, as `YYYY-MM-DD`. */
export type PeriodChoice =
  | { readonly kind: 'preset'; readonly days: PresetDays }
  | { readonly kind: 'custom'; readonly from: string; readonly to: string };

export type ChosenPeriod =
  | {
      readonly ok: true;
      readonly period: Period;
      readonly days: number;
      /** The period goes on to now, so its end is left open: a clock that is off hides nothing. */
      readonly openEnded: boolean;
    }
  | { readonly ok: false; readonly field: 'from' | 'to'; readonly reason: string };

/** A key is answered 100 requests of 100 interactions each in 60 s. */
export const INTERACTIONS_A_MINUTE = 10_000;

const EARLIEST = Date.UTC(2000, 0, 1);

/** The day a moment falls on, as a date input writes it. */
export const dayOf = (at: number): string => {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** Local midnight at the beginning of a day, `plus` days later; null when it is no date. */
const startOf = (day: string, plus = 0): number | null => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(day);
  if (!parts) return null;
  // The Date constructor, unlike adding milliseconds, knows the days that have 23 or 25 hours.
  const at = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + plus).getTime();
  return Number.isNaN(at) ? null : at;
};

/** Turns a choice into a period, or says what is wrong with it. */
export const choosePeriod = (choice: PeriodChoice, now: number): ChosenPeriod => {
  if (choice.kind === 'preset') {
    return {
      ok: true,
      period: { since: now - choice.days * DAY, until: now },
      days: choice.days,
      openEnded: true,
    };
  }
  const since = startOf(choice.from);
  const until = startOf(choice.to, 1);
  if (since === null) return { ok: false, field: 'from', reason: 'Pick the first day.' };
  if (until === null) return { ok: false, field: 'to', reason: 'Pick the last day.' };
  if (since >= now) return { ok: false, field: 'from', reason: 'This day is still to come.' };
  if (until <= since) return { ok: false, field: 'to', reason: 'The last day is before the first.' };
  // A year is typed digit by digit, and 0202 is no year to fetch.
  if (since < EARLIEST) return { ok: false, field: 'from', reason: 'Pick a day of this century.' };
  const days = Math.round((until - since) / DAY);
  return { ok: true, period: { since, until: Math.min(until, now) }, days, openEnded: until >= now };
};

export interface Estimate {
  readonly interactions: number;
  /** At the key's limit, nothing else using the key. */
  readonly milliseconds: number;
}

/**
 * What a period will hold, judged by how busy the fetched ones were. Null while nothing has been fetched: Fini tells no
 * number in advance, and a guess from nothing would be made up.
 */
export const estimate = (summary: CacheSummary | null, period: Period): Estimate | null => {
  let rows = 0;
  let walked = 0;
  for (const window of summary?.windows ?? []) {
    // What was asked of some sources alone tells nothing of the others.
    if (!isWhole(window.scope)) continue;
    const end = Math.max(window.since, window.floor ?? window.since);
    const reached = window.complete ? end : (window.reachedAt ?? window.until);
    rows += window.rows;
    walked += window.until - reached;
  }
  if (rows === 0 || walked < DAY / 4) return null;
  const interactions = Math.round((rows / walked) * (period.until - period.since));
  return { interactions, milliseconds: (interactions / INTERACTIONS_A_MINUTE) * 60_000 };
};

/** Two digits are all an estimate deserves: 12,403 → 12,000. */
export const roughly = (count: number): number => {
  if (count < 100) return count;
  const unit = 10 ** (Math.floor(Math.log10(count)) - 1);
  return Math.round(count / unit) * unit;
};
