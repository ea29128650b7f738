import { formatAgo, formatClock, formatDate, formatDateTime, formatUtc } from './format.ts';

export interface TimeProps {
  /** Epoch ms. */
  readonly at: number;
  readonly style?: 'full' | 'date' | 'clock' | 'ago';
  /** Epoch ms; needed by `ago` to stay true while it is on screen. */
  readonly now?: number;
}

/** A moment in local time, with UTC on hover. */
export const Time = ({ at, style = 'full', now }: TimeProps) => (
  <time dateTime={new Date(at).toISOString()} title={formatUtc(at)}>
    {write(at, style, now ?? Date.now())}
  </time>
);

const write = (at: number, style: NonNullable<TimeProps['style']>, now: number): string => {
  switch (style) {
    case 'full':
      return formatDateTime(at);
    case 'date':
      return formatDate(at);
    case 'clock':
      return formatClock(at);
    case 'ago':
      return formatAgo(at, now);
  }
};
