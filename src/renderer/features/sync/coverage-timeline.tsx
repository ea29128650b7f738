import { ChevronRight } from 'lucide-react';
import type { CoverageSpan } from '#shared/contract/data.ts';
import { agentNameIn, useApp } from '../../state/app-store.ts';
import { hasLeftOff } from '../../state/app-sync.ts';
import { formatDateTime, formatUtc } from '../../ui/format.ts';
import { Time } from '../../ui/time.tsx';
import { useNow } from '../../ui/use-now.ts';
import {
  axisMarks,
  type CoverageStretch,
  coverageInWords,
  daysWords,
  drawnLine,
  STANDING_WORDS,
  type Standing,
  timelineOf,
} from './coverage.ts';
import styles from './coverage-timeline.module.css';
import { isWhole, namesInWords, scopeInWords } from './scope-words.ts';

const NO_SPANS: readonly CoverageSpan[] = [];
const STANDINGS: readonly Standing[] = ['complete', 'part', 'unfinished', 'missing'];

/** Which days the cache holds: drawn as a line, told in words, and as a table for whoever wants it exact. */
export const CoverageTimeline = () => {
  const spans = useApp((state) => state.coverage?.spans ?? NO_SPANS);
  const leftOff = useApp(hasLeftOff);
  const damaged = useApp((state) => state.coverage?.damaged ?? false);
  const agentName = agentNameIn(useApp((state) => state.catalogue));
  const now = useNow();
  const stretches = drawnLine(timelineOf(spans, now));
  const words = coverageInWords(stretches, leftOff);
  const [first] = stretches;
  const last = stretches.at(-1);
  if (!first || !last || !words) return null;
  const scopeOf = (stretch: CoverageStretch): string =>
    stretch.scopes.length === 0
      ? ''
      : namesInWords(stretch.scopes.map((scope) => (isWhole(scope) ? 'everything' : scopeInWords(scope, agentName))));
  return (
    <section className={styles['coverage']} aria-labelledby="coverage-title">
      <div className={styles['head']}>
        <h2 id="coverage-title" className={styles['heading']}>
          Coverage
        </h2>
        <span className={styles['words']}>{words.words}</span>
      </div>
      <div className={styles['line']} role="img" aria-label={`Days in the cache: ${words.words}.`}>
        {stretches.map((stretch) => (
          <span
            key={stretch.since}
            className={styles['stretch']}
            data-standing={stretch.standing}
            style={{ flexGrow: stretch.until - stretch.since }}
            title={`${STANDING_WORDS[stretch.standing]}: ${formatDateTime(stretch.since)} – ${formatDateTime(stretch.until)}`}
          />
        ))}
      </div>
      <Axis since={first.since} until={last.until} />
      <ul className={styles['legend']}>
        {STANDINGS.map((standing) => (
          <LegendEntry key={standing} standing={standing} stretches={stretches} />
        ))}
      </ul>
      {damaged ? (
        <p className={styles['damaged']}>Some stored rows were damaged and are not fetched again yet.</p>
      ) : null}
      <details className={styles['details']}>
        <summary>
          <ChevronRight aria-hidden="true" />
          As a table
        </summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: takes the focus, so that the arrow keys scroll it */}
        <section className={styles['scroll']} aria-label="Coverage as a table" tabIndex={0}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">From</th>
                <th scope="col">To</th>
                <th scope="col">Standing</th>
                <th scope="col">As of</th>
              </tr>
            </thead>
            <tbody>
              {stretches.toReversed().map((stretch) => (
                <tr key={stretch.since}>
                  <td>
                    <Time at={stretch.since} />
                  </td>
                  <td>
                    <Time at={stretch.until} />
                  </td>
                  <td>
                    {STANDING_WORDS[stretch.standing]}, {daysWords(stretch.until - stretch.since)}
                    {stretch.standing === 'part' ? `: ${scopeOf(stretch)}` : ''}
                  </td>
                  <td>
                    {stretch.asOf === null || stretch.standing === 'unfinished' ? '—' : <Time at={stretch.asOf} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </section>
  );
};

const LegendEntry = ({
  standing,
  stretches,
}: {
  readonly standing: Standing;
  readonly stretches: readonly CoverageStretch[];
}) => {
  const time = stretches.reduce(
    (sum, stretch) => (stretch.standing === standing ? sum + stretch.until - stretch.since : sum),
    0,
  );
  if (time === 0) return null;
  return (
    <li className={styles['entry']}>
      <span className={styles['sample']} data-standing={standing} aria-hidden="true" />
      {STANDING_WORDS[standing]}, {daysWords(time)}
    </li>
  );
};

const Axis = ({ since, until }: { readonly since: number; readonly until: number }) => {
  const long = until - since > 45 * 86_400_000;
  const write = new Intl.DateTimeFormat(undefined, long ? { month: 'short' } : { day: 'numeric', month: 'short' });
  const year = new Intl.DateTimeFormat(undefined, { year: 'numeric' });
  const marks = axisMarks(since, until, long ? 8 : 5);
  return (
    <div className={styles['axis']} aria-hidden="true">
      {marks.map((at, index) => {
        const before = marks[index - 1];
        const newYear = long && (before === undefined ? false : year.format(before) !== year.format(at));
        const share = (at - since) / (until - since);
        // A word that would hang over the end says nothing that the one before does not.
        if (share > 0.94) return null;
        return (
          <span key={at} className={styles['mark']} style={{ left: `${share * 100}%` }} title={formatUtc(at)}>
            {newYear ? year.format(at) : write.format(at)}
          </span>
        );
      })}
    </div>
  );
};
