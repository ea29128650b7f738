import { Fragment, useEffect, useMemo, useState } from 'react';
import type { InteractionEvent } from '#shared/domain/interaction.ts';
import type { TagJudgement } from '#shared/domain/journal.ts';
import { formatDate } from '../../ui/format.ts';
import styles from './turn.module.css';
import { DayLine, TurnView } from './turn-view.tsx';
import { turnsOf } from './turns.ts';

/** Turns drawn at once when a conversation opens: more than fills a tall screen. */
const FIRST = 12;
/** Turns added at a time after that. */
const STEP = 60;

export interface TurnListProps {
  readonly events: readonly InteractionEvent[];
  readonly terms: readonly string[];
  readonly judgements: Readonly<Record<string, TagJudgement>>;
  readonly now: number;
}

/**
 * The turns in order. A long conversation is opened by its beginning and filled in while nothing else is to be done, so
 * that it opens as quickly as a short one, and all of it can be searched and copied as text.
 */
export const TurnList = ({ events, terms, judgements, now }: TurnListProps) => {
  const turns = useMemo(() => turnsOf(events), [events]);
  const shown = useShown(turns.length);
  return (
    <ol className={styles['turns']} aria-label="Conversation" aria-busy={shown < turns.length || undefined}>
      {turns.slice(0, shown).map((turn, index) => {
        const at = turn.events[0]?.createdAt ?? 0;
        const before = turns[index - 1]?.events.at(-1)?.createdAt;
        return (
          <Fragment key={turn.key}>
            {before === undefined || formatDate(before) !== formatDate(at) ? <DayLine at={at} /> : null}
            <TurnView turn={turn} terms={terms} judgements={judgements} now={now} />
          </Fragment>
        );
      })}
    </ol>
  );
};

/** How many are drawn by now; grows in idle moments until all are. The list is made anew for each conversation. */
const useShown = (total: number): number => {
  const [shown, setShown] = useState(FIRST);
  useEffect(() => {
    if (shown >= total) return;
    const idle = requestIdleCallback(() => setShown((before) => before + STEP), { timeout: 200 });
    return () => cancelIdleCallback(idle);
  }, [shown, total]);
  return Math.min(shown, total);
};
