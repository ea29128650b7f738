/** Dates as they are written in a query. */

const DAY_FORM = /^(\d{4})-(\d{2})-(\d{2})$/u;
const RELATIVE = /^(\d{1,4})([hdwmy])$/iu;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?$/iu;

/**
 * Reads a date: `2026-08-01` (the beginning of that local day), an ISO time, or an age such as `12h`, `7d`, `2w`,
 * `3m`, `1y`; `today` and `yesterday` are days too.
 *
 * @param now epoch ms that ages are counted back from
 * @returns epoch ms, or null when it is not a date
 */
export const parseDate = (text: string, now: number): number | null => {
  const word = text.toLowerCase();
  if (word === 'now') return now;
  if (word === 'today') return startOfDay(now, 0);
  if (word === 'yesterday') return startOfDay(now, -1);

  const day = DAY_FORM.exec(text);
  if (day) {
    const [year, month, date] = [Number(day[1]), Number(day[2]), Number(day[3])];
    const local = new Date(year, month - 1, date);
    // Date rolls 31 February over into March; that is a slip of the pen, not a date.
    const real = local.getFullYear() === year && local.getMonth() === month - 1 && local.getDate() === date;
    return real ? local.getTime() : null;
  }
  if (ISO_TIME.test(text)) {
    const time = Date.parse(text.toUpperCase());
    return Number.isNaN(time) ? null : time;
  }
  const age = RELATIVE.exec(text);
  return age ? back(now, Number(age[1]), age[2]!.toLowerCase()) : null;
};

const startOfDay = (now: number, days: number): number => {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
};

const back = (now: number, count: number, unit: string): number => {
  const date = new Date(now);
  switch (unit) {
    case 'h':
      return now - count * 3_600_000;
    case 'w':
      date.setDate(date.getDate() - count * 7);
      return date.getTime();
    case 'm':
      date.setMonth(date.getMonth() - count);
      return date.getTime();
    case 'y':
      date.setFullYear(date.getFullYear() - count);
      return date.getTime();
    default:
      date.setDate(date.getDate() - count);
      return date.getTime();
  }
};
