import { Bot, Cpu, Headset, type LucideIcon, Settings2, Sparkles, StickyNote, UserRound } from 'lucide-react';
import { memo } from 'react';
import type { InteractionEvent } from '#shared/domain/interaction.ts';
import type { TagJudgement } from '#shared/domain/journal.ts';
import { formatClock, formatDate } from '../../ui/format.ts';
import { Time } from '../../ui/time.tsx';
import { EventFacts } from './event-facts.tsx';
import { MessageText } from './message-text.tsx';
import { isBlank, oneLine } from './plain-text.ts';
import styles from './turn.module.css';
import { isPlainMessage, systemEventName, type Turn } from './turns.ts';

export interface TurnViewProps {
  readonly turn: Turn;
  readonly terms: readonly string[];
  readonly judgements: Readonly<Record<string, TagJudgement>>;
  readonly now: number;
}

/** One speaker's turn, with its events in order. */
export const TurnView = memo(({ turn, terms, judgements, now }: TurnViewProps) => {
  const Icon = iconOf(turn);
  const first = turn.events[0];
  if (!first) return null;
  if (turn.kind === 'system')
    return (
      <li className={styles['system']}>
        {turn.events.map((event) => (
          <SystemEvent
            key={event.id}
            event={event}
            speaker={turn.speaker}
            terms={terms}
            judgements={judgements}
            now={now}
          />
        ))}
      </li>
    );
  return (
    <li className={styles['turn']} data-kind={turn.kind} data-side={turn.side}>
      <header className={styles['speaker']}>
        <Icon aria-hidden="true" />
        <span className={styles['speakerName']}>{turn.speaker}</span>
        {turn.unknownRole === null ? null : (
          <span className={styles['role']}>
            <span>role </span>
            <bdi>{turn.unknownRole}</bdi>
          </span>
        )}
        <Time at={first.createdAt} style="clock" />
      </header>
      {turn.events.map((event, index) => (
        <div key={event.id} className={styles['event']}>
          {index > 0 && formatClock(event.createdAt) !== formatClock(turn.events[index - 1]?.createdAt ?? 0) ? (
            <span className={styles['later']}>
              <Time at={event.createdAt} style="clock" />
            </span>
          ) : null}
          {isPlainMessage(event.type) ? null : (
            <span className={styles['type']}>
              <bdi>{oneLine(event.type)}</bdi>
            </span>
          )}
          {event.message === null || isBlank(event.message) ? (
            <p className={styles['wordless']}>{event.attachments.length > 0 ? 'Sent without words' : 'No text'}</p>
          ) : (
            <MessageText message={event.message} terms={terms} />
          )}
          <EventFacts event={event} terms={terms} judgements={judgements} now={now} />
        </div>
      ))}
    </li>
  );
});

const SystemEvent = ({
  event,
  speaker,
  terms,
  judgements,
  now,
}: Omit<TurnViewProps, 'turn'> & { readonly event: InteractionEvent; readonly speaker: string }) => (
  <div className={styles['systemEvent']}>
    <p className={styles['systemLine']}>
      <Settings2 aria-hidden="true" />
      <span>{systemEventName(event.type)}</span>
      <span className={styles['systemWho']}>
        {speaker} · <Time at={event.createdAt} style="clock" />
      </span>
    </p>
    {event.message === null || isBlank(event.message) ? null : <MessageText message={event.message} terms={terms} />}
    <EventFacts event={event} terms={terms} judgements={judgements} now={now} />
  </div>
);

const iconOf = (turn: Turn): LucideIcon => {
  switch (turn.side) {
    case 'customer':
      return UserRound;
    case 'fini':
      return Sparkles;
    case 'agent':
      return Headset;
    case 'otherbot':
      return turn.unknownRole === null ? Bot : Cpu;
    case 'note':
      return StickyNote;
    case 'system':
      return Settings2;
  }
};

/** The day a turn began on, drawn between turns when it changes. */
export const DayLine = ({ at }: { readonly at: number }) => (
  <li className={styles['day']}>
    <span>{formatDate(at)}</span>
  </li>
);
