/** Which days the cache holds, and how whole, as one line from the first fetched day to now. Pure; times in epoch ms. */
import type { CoverageSpan } from '#shared/contract/data.ts';
import type { WindowScope } from '#shared/domain/scope.ts';
import { DAY } from '#shared/domain/workspace.ts';
import { formatCount } from '../../ui/format.ts';

export type Standing = CoverageSpan['state'] | 'missing';

/** A stretch of time that stands the same all along. */
export interface CoverageStretch {
  readonly since: number;
  readonly until: number;
  readonly standing: Standing;
  /** Everything in it is as Fini had it then or later, epoch ms; null when that is not known. */
  readonly asOf: number | null;
  /** What was asked for; several when spans of different scopes lie over each other. Empty when nothing was. */
  readonly scopes: readonly WindowScope[];
}

/** What is true of a stretch that several spans lie over: a whole one answers for it, then one that is still to be walked. */
const WEIGHT: Readonly<Record<CoverageSpan['state'], number>> = { complete: 2, unfinished: 1, part: 0 };

const over = (spans: readonly CoverageSpan[]): Pick<CoverageStretch, 'standing' | 'asOf' | 'scopes'> => {
  const weight = Math.max(-1, ...spans.map((span) => WEIGHT[span.state]));
  const telling = spans.filter((span) => WEIGHT[span.state] === weight);
  const [first] = telling;
  if (!first) return { standing: 'missing', asOf: null, scopes: [] };
  const times = telling.flatMap((span) => (span.asOf === 0 ? [] : [span.asOf]));
  const scopes = new Map(telling.map((span) => [JSON.stringify(span.scope), span.scope]));
  return {
    standing: first.state,
    asOf: times.length === 0 ? null : Math.max(...times),
    scopes: [...scopes].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, scope]) => scope),
  };
};

const sameScopes = (one: readonly WindowScope[], other: readonly WindowScope[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** The line from the first fetched moment to now without a gap, oldest first. Empty before the first fetch. */
export const timelineOf = (spans: readonly CoverageSpan[], now: number): readonly CoverageStretch[] => {
  const [first] = spans;
  if (!first) return [];
  const start = Math.min(...spans.map((span) => span.since));
  const end = Math.max(now, ...spans.map((span) => span.until));
  const bounds = [...new Set([start, end, ...spans.flatMap((span) => [span.since, span.until])])].sort((a, b) => a - b);
  const stretches: CoverageStretch[] = [];
  for (const [index, since] of bounds.entries()) {
    const until = bounds[index + 1];
    if (until === undefined) break;
    const told = over(spans.filter((span) => span.since <= since && span.until >= until));
    const last = stretches.at(-1);
    if (last && last.standing === told.standing && sameScopes(last.scopes, told.scopes)) {
      const asOf = last.asOf === null || told.asOf === null ? null : Math.min(last.asOf, told.asOf);
      stretches[stretches.length - 1] = { ...last, until, asOf };
    } else stretches.push({ since, until, ...told });
  }
  return stretches;
};

/** The minutes since the last fetch are no gap worth a word, in milliseconds. */
const NEGLIGIBLE = 3_600_000;

/** The line as it is drawn: without the short end that every line gets as time goes on. */
export const drawnLine = (stretches: readonly CoverageStretch[]): readonly CoverageStretch[] => {
  const last = stretches.at(-1);
  const short = last?.standing === 'missing' && last.until - last.since < NEGLIGIBLE;
  return short && stretches.length > 1 ? stretches.slice(0, -1) : stretches;
};

/** A standing in a word or two. */
export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  complete: 'Complete',
  part: 'In part',
  unfinished: 'Unfinished',
  missing: 'Not fetched',
};

/** Days of a stretch, whole ones; `less than a day` below one. */
export const daysWords = (milliseconds: number): string => {
  const days = Math.round(milliseconds / DAY);
  return days === 0 ? 'less than a day' : formatCount(days, 'day');
};

export interface CoverageInWords {
  /** True when everything fetched is whole: nothing unfinished, no narrower scope, no gap. */
  readonly complete: boolean;
  readonly words: string;
}

/**
 * The whole line in one phrase; null before the first fetch. Never says complete of what is not.
 *
 * @param leftOff whether runs left anything to do: without an unfinished stretch that is a last look at what changed
 */
export const coverageInWords = (stretches: readonly CoverageStretch[], leftOff: boolean): CoverageInWords | null => {
  if (stretches.length === 0) return null;
  const timeOf = (standing: Standing): number =>
    stretches.reduce((sum, { standing: own, since, until }) => (own === standing ? sum + until - since : sum), 0);
  // What came after the last fetch is new, not a gap.
  const gap = stretches
    .slice(0, -1)
    .some(({ standing, since, until }) => standing === 'missing' && until - since >= DAY);
  const unfinished = stretches.filter(({ standing }) => standing === 'unfinished').length;
  const complete = timeOf('complete');
  const part = timeOf('part');
  const words = [
    ...(complete > 0 ? [`${daysWords(complete)} complete`] : []),
    ...(part > 0 ? [`${daysWords(part)} in part`] : []),
    ...(unfinished > 0 ? [`${formatCount(unfinished, 'period')} unfinished`] : []),
    ...(gap ? ['with a gap'] : []),
    ...(leftOff && unfinished === 0 ? ['to be looked at again'] : []),
  ];
  return { complete: unfinished === 0 && part === 0 && !gap && !leftOff, words: words.join(', ') };
};

/** Where the axis is marked: months, or weeks and days when the line is short. At most `most` marks, oldest first. */
export const axisMarks = (since: number, until: number, most = 8): readonly number[] => {
  const days = (until - since) / DAY;
  const marks: number[] = [];
  const first = new Date(since);
  if (days > 45) {
    const step = Math.max(1, Math.ceil(days / 30.4 / most));
    for (let month = first.getMonth() + 1; ; month += step) {
      const at = new Date(first.getFullYear(), month, 1).getTime();
      if (at >= until) return marks;
      marks.push(at);
    }
  }
  const step = Math.max(1, Math.ceil(days / most));
  for (let day = first.getDate() + 1; ; day += step) {
    const at = new Date(first.getFullYear(), first.getMonth(), day).getTime();
    if (at >= until) return marks;
    marks.push(at);
  }
};
