import { X } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import type { HistogramBucket } from '#shared/contract/data.ts';
import { withPeriod } from '#shared/query/clauses.ts';
import { searchStore, useBeside, useClauses, useSearch } from '../../state/review-desk.ts';
import { formatCount, formatDate } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './histogram.module.css';
import {
  type BucketRange,
  barsPath,
  bucketAt,
  bucketsIn,
  countIn,
  periodIn,
  rangeOf,
  withBuckets,
} from './histogram-scale.ts';

const NO_BUCKETS: readonly HistogramBucket[] = [];
/** Height of the tallest bar, in units of the drawing, which is stretched to the sheet's size. */
const HEIGHT = 32;

/**
 * When the interactions were, above the list. Dragging, or Shift and the arrow keys, choose a stretch of time and write
 * it into the query; what the query finds in any other time stays drawn, so that the stretch can be moved.
 */
export const Histogram = () => {
  const found = useBeside((listed) => listed?.histogram ?? NO_BUCKETS);
  const buckets = useKeptBuckets(found);
  const clauses = useClauses();
  /** What is being chosen: from where it was begun to where it is now. */
  const [draft, setDraft] = useState<{ readonly anchor: number; readonly head: number } | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const dragging = useRef(false);

  const highest = useMemo(() => buckets.reduce((most, { count }) => Math.max(most, count), 0), [buckets]);
  const all = useMemo(() => barsPath(buckets, highest, HEIGHT), [buckets, highest]);
  const period = useMemo(() => periodIn(clauses, Date.now()), [clauses]);
  const asked = useMemo(() => (period === null ? null : bucketsIn(buckets, period)), [buckets, period]);
  const chosen = draft ? rangeOf(draft.anchor, draft.head) : asked;
  const marked = useMemo(
    () => (chosen === null ? '' : barsPath(buckets, highest, HEIGHT, chosen)),
    [buckets, highest, chosen],
  );
  const failed = useSearch((state) => state.error !== null);
  const known = useBeside((listed) => listed !== null) || failed;
  if (!known) return <Unfilled />;
  if (buckets.length < 2) return null;

  const commit = (range: BucketRange): void => {
    setDraft(null);
    searchStore.setText(withBuckets(searchStore.getState().text, buckets, range));
  };
  const under = (event: PointerEvent<HTMLElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return bucketAt((event.clientX - box.left) / Math.max(1, box.width), buckets.length);
  };

  const last = buckets.length - 1;
  const head = draft?.head ?? asked?.to ?? last;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = keyTarget(event.key, head, last);
    if (to !== null) setDraft({ anchor: event.shiftKey ? (draft?.anchor ?? head) : to, head: to });
    else if (event.key === 'Enter' && draft) commit(rangeOf(draft.anchor, draft.head));
    else if (event.key === 'Escape' && draft) setDraft(null);
    else if (event.key === 'Delete' || event.key === 'Backspace') reset();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const told = chosen ?? { from: 0, to: last };
  const shown = hovered !== null && draft === null ? { from: hovered, to: hovered } : told;
  return (
    <div className={styles['histogram']}>
      <div
        className={styles['plot']}
        role="slider"
        tabIndex={0}
        aria-label="Period"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={head}
        aria-valuetext={`${spanOf(buckets, told)}, ${formatCount(countIn(buckets, told), 'interaction')}`}
        aria-description="Arrow keys move, with Shift they choose several, Enter sets the period, Delete takes it away."
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (!dragging.current) setDraft(null);
        }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          dragging.current = true;
          const at = under(event);
          setDraft({ anchor: event.shiftKey && asked ? nearerEnd(asked, at) : at, head: at });
        }}
        onPointerMove={(event) => {
          const at = under(event);
          setHovered(at);
          if (dragging.current) setDraft((before) => (before && before.head !== at ? { ...before, head: at } : before));
        }}
        onPointerLeave={() => setHovered(null)}
        onPointerUp={() => {
          if (!dragging.current) return;
          dragging.current = false;
          if (draft) commit(rangeOf(draft.anchor, draft.head));
        }}
        onPointerCancel={() => {
          dragging.current = false;
          setDraft(null);
        }}
        onDoubleClick={reset}
      >
        <svg
          className={styles['bars']}
          viewBox={`0 0 ${buckets.length} ${HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {chosen === null ? null : (
            <rect className={styles['stretch']} x={chosen.from} width={chosen.to - chosen.from + 1} height={HEIGHT} />
          )}
          {hovered !== null && hovered <= last ? (
            <rect className={styles['hover']} x={hovered} width={1} height={HEIGHT} />
          ) : null}
          <path className={chosen === null ? styles['bar'] : styles['other']} d={all} />
          <path className={styles['bar']} d={marked} />
        </svg>
      </div>
      <div className={styles['legend']}>
        <span className={styles['span']}>{spanOf(buckets, shown)}</span>
        <span className={styles['number']}>{formatCount(countIn(buckets, shown), 'interaction')}</span>
        {period !== null ? (
          <IconButton size="small" className={styles['reset']} icon={<X />} label="Any time" onClick={reset} />
        ) : null}
      </div>
    </div>
  );
};

/** Its place, until the first list is there. */
const Unfilled = () => (
  <div className={styles['histogram']} aria-hidden="true">
    <div className={styles['plot']} />
    <div className={styles['legend']}>&nbsp;</div>
  </div>
);

/** A query that finds nothing leaves the stretch of time as it was, empty: the list does not move up and down. */
const useKeptBuckets = (found: readonly HistogramBucket[]): readonly HistogramBucket[] => {
  const [kept, setKept] = useState(found);
  if (found.length > 1) {
    if (kept !== found) setKept(found);
    return found;
  }
  return kept.length > 1 ? emptied(kept) : found;
};

const emptied = (buckets: readonly HistogramBucket[]): readonly HistogramBucket[] =>
  buckets.map((bucket) => ({ ...bucket, count: 0 }));

const reset = (): void => searchStore.setText(withPeriod(searchStore.getState().text, null, null));

/** The end of a range that stays where it is when the other one is drawn to `at`. */
const nearerEnd = ({ from, to }: BucketRange, at: number): number =>
  Math.abs(at - from) < Math.abs(at - to) ? to : from;

const keyTarget = (key: string, from: number, last: number): number | null => {
  const page = Math.max(1, Math.round(last / 10));
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, from - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(last, from + 1);
    case 'PageDown':
      return Math.max(0, from - page);
    case 'PageUp':
      return Math.min(last, from + page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
};

/** A stretch in words: `3 Aug 2026 – 9 Aug 2026`. */
const spanOf = (buckets: readonly HistogramBucket[], { from, to }: BucketRange): string => {
  const since = formatDate(buckets[from]?.start ?? 0);
  // The end is the beginning of the next day; the day before it is the last one that counts.
  const until = formatDate((buckets[to]?.end ?? 1) - 1);
  return since === until ? since : `${since} – ${until}`;
};
