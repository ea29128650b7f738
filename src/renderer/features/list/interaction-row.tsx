import { History, MessageSquareText, Star, StickyNote, Tag } from 'lucide-react';
import { memo } from 'react';
import type { InteractionSummary } from '#shared/contract/data.ts';
import { useSnippet } from '../../state/review-desk.ts';
import { formatAgo, formatCsat, formatDateTime, formatUtc } from '../../ui/format.ts';
import { Highlight } from '../../ui/highlight.tsx';
import { VerdictMark } from '../../ui/verdict-mark.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './interaction-row.module.css';
import { lineOf, rowText } from './row-text.ts';

/** Height of a row in CSS pixels; the sheet draws to it. */
export const ROW_HEIGHT = 68;
/** Tags that stand in a row; the rest are counted. */
const TAGS_SHOWN = 1;

// Made once: rows are drawn by the screenful at every letter that is typed.
const STAR = <Star aria-hidden="true" />;
const CHANGED = <History aria-hidden="true" />;
const TAG = <Tag aria-hidden="true" />;
const NOTE = <StickyNote aria-hidden="true" />;
const FEEDBACK = <MessageSquareText aria-hidden="true" />;

export const rowId = (index: number): string => `interaction-row-${index}`;

export interface InteractionRowProps {
  /** Undefined while it is being fetched. */
  readonly row: InteractionSummary | undefined;
  readonly index: number;
  readonly total: number;
  readonly top: number;
  readonly selected: boolean;
  readonly terms: readonly string[];
  readonly now: number;
  /** While rows rush by faster than anybody reads them, only what tells where the list is stands in them. */
  readonly quick: boolean;
  /** The id is null while the row is being fetched. */
  readonly onSelect: (id: string | null, index: number) => void;
}

/** One interaction in the list: what it is about, how it stands, and what the reviewer said of it. */
export const InteractionRow = memo(
  ({ row, index, total, top, selected, terms, now, quick, onSelect }: InteractionRowProps) => (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it has the focus and takes the keys
    <div
      id={rowId(index)}
      role="option"
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={index + 1}
      aria-busy={row === undefined || undefined}
      aria-label={row === undefined ? `Interaction ${index + 1}, loading` : undefined}
      tabIndex={-1}
      className={styles['row']}
      style={{ top, height: ROW_HEIGHT }}
      onClick={() => {
        onSelect(row?.id ?? null, index);
      }}
    >
      {row ? <Filled row={row} terms={terms} now={now} quick={quick} /> : <Unfilled />}
    </div>
  ),
);

const marked = (text: string, terms: readonly string[]) =>
  terms.length === 0 ? text : <Highlight text={text} terms={terms} />;

const Filled = ({
  row,
  terms,
  now,
  quick,
}: {
  readonly row: InteractionSummary;
  readonly terms: readonly string[];
  readonly now: number;
  readonly quick: boolean;
}) => {
  // The line around the hit comes after the row was painted, into the place of the beginning; not where it only says
  // what stands in the row already.
  const around = useSnippet(row.id);
  const told = around === undefined || around === row.subject || row.tags.includes(around);
  const text = rowText(row);
  const snippet = told ? text.snippet : lineOf(around);
  const subject = text.subject === '' ? snippet : text.subject;
  const nameless = subject === '';
  const repeats = text.subject === '';
  return (
    <>
      <span className={styles['mark']}>
        <VerdictMark verdict={row.verdict} />
      </span>
      <span className={styles['subject']} dir="auto" data-judged={row.verdict !== null || undefined}>
        {nameless ? 'No words' : marked(subject, terms)}
      </span>
      <time
        className={styles['time']}
        dateTime={quick ? undefined : new Date(row.lastMessageAt).toISOString()}
        title={
          quick ? undefined : `Last message ${formatDateTime(row.lastMessageAt)} · ${formatUtc(row.lastMessageAt)}`
        }
      >
        {formatAgo(row.lastMessageAt, now)}
      </time>
      {repeats || snippet === '' ? (
        <span className={styles['absent']}>{nameless ? 'Nobody wrote anything' : 'No subject'}</span>
      ) : (
        <span className={styles['snippet']} dir="auto">
          {marked(snippet, terms)}
        </span>
      )}
      {quick ? null : <Facts row={row} terms={terms} />}
    </>
  );
};

const Facts = ({ row, terms }: { readonly row: InteractionSummary; readonly terms: readonly string[] }) => {
  const text = rowText(row);
  const more = text.tags.length - TAGS_SHOWN;
  return (
    <span className={styles['facts']}>
      <span className={styles['where']} title={row.agents.length > 0 ? `Agent: ${text.agents}` : undefined}>
        <bdi>{text.source || 'unknown source'}</bdi>
        {text.channel === '' ? null : (
          <>
            {' · '}
            <bdi>{text.channel}</bdi>
          </>
        )}
      </span>
      {text.status === '' ? null : (
        <bdi className={styles['status']} title={text.status}>
          {text.status}
        </bdi>
      )}
      {row.csat === null ? null : (
        <span className={styles['csat']} title={`CSAT ${formatCsat(row.csat)}`}>
          {STAR}
          <VisuallyHidden>CSAT </VisuallyHidden>
          {formatCsat(row.csat)}
        </span>
      )}
      <span className={styles['end']}>
        {row.stale ? (
          <span className={styles['sign']} data-tone="warning" title="Changed since your verdict">
            {CHANGED}
            <VisuallyHidden>Changed since your verdict</VisuallyHidden>
          </span>
        ) : null}
        {row.labels.length > 0 ? (
          <span className={styles['sign']} title={`Labels: ${text.labels}`}>
            {TAG}
            <VisuallyHidden>Labels: {text.labels}</VisuallyHidden>
          </span>
        ) : null}
        {row.hasNote ? (
          <span className={styles['sign']} title="Has a note">
            {NOTE}
            <VisuallyHidden>Has a note</VisuallyHidden>
          </span>
        ) : null}
        {row.hasFeedback ? (
          <span className={styles['sign']} title="Has feedback">
            {FEEDBACK}
            <VisuallyHidden>Has feedback</VisuallyHidden>
          </span>
        ) : null}
        {text.tags.slice(0, TAGS_SHOWN).map((tag, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat, and the row is drawn whole
          <bdi key={place} className={styles['tag']}>
            {marked(tag || 'unnamed tag', terms)}
          </bdi>
        ))}
        {more > 0 ? (
          <span className={styles['more']} title={text.tags.slice(TAGS_SHOWN).join(', ')}>
            +{more}
          </span>
        ) : null}
      </span>
    </span>
  );
};

/** One element, drawn by the sheet: a scroll may make a screenful of them in a frame. */
const Unfilled = () => <span className={styles['unfilled']} />;

/** Rows in the shape of what is on its way, for a list that has nothing yet. */
export const RowSkeletons = ({ count }: { readonly count: number }) =>
  Array.from({ length: count }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
    <div key={index} className={styles['placeholder']} style={{ height: ROW_HEIGHT }} aria-hidden="true">
      <Unfilled />
    </div>
  ));
