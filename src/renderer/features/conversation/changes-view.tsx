import { CirclePlus, CircleX, type LucideIcon, PencilLine } from 'lucide-react';
import type { InteractionEvent } from '#shared/domain/interaction.ts';
import { Time } from '../../ui/time.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './changes.module.css';
import type { EventChange, FactChange, InteractionChanges } from './changes.ts';
import type { TextStretch } from './changes-text.ts';
import { MessageText } from './message-text.tsx';
import { drawable, isBlank, oneLine } from './plain-text.ts';
import { speakerOf } from './turns.ts';

const NO_TERMS: readonly string[] = [];

const KINDS: Readonly<Record<EventChange['kind'], { readonly word: string; readonly icon: LucideIcon }>> = {
  added: { word: 'Added', icon: CirclePlus },
  removed: { word: 'Removed', icon: CircleX },
  edited: { word: 'Changed', icon: PencilLine },
};

/** What came, went and became another, each named in a word. Every text is drawn as text. */
export const ChangesView = ({ changes }: { readonly changes: InteractionChanges }) => (
  <div className={styles['changes']}>
    {changes.facts.length > 0 ? (
      <section aria-label="Facts that changed">
        <h3 className={styles['heading']}>Facts</h3>
        <Facts facts={changes.facts} />
      </section>
    ) : null}
    {changes.events.length > 0 ? (
      <section aria-label="Messages that changed">
        <h3 className={styles['heading']}>Conversation</h3>
        <ol className={styles['events']}>
          {changes.events.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an id may come twice, and the list never changes
            <li key={index} className={styles['event']} data-kind={change.kind}>
              <EventView change={change} />
            </li>
          ))}
        </ol>
      </section>
    ) : null}
  </div>
);

const EventView = ({ change: { kind, event, text, facts } }: { readonly change: EventChange }) => {
  const { word, icon: Icon } = KINDS[kind];
  return (
    <>
      <p className={styles['who']}>
        <Icon aria-hidden="true" />
        <strong>{word}</strong>
        <span>{speakerOf(event)}</span>
        <Time at={event.createdAt} />
      </p>
      {text ? <EditedText stretches={text} /> : kind === 'edited' ? null : <WholeText event={event} />}
      {facts.length > 0 ? <Facts facts={facts} /> : null}
    </>
  );
};

const WholeText = ({ event }: { readonly event: InteractionEvent }) =>
  event.message === null || isBlank(event.message) ? (
    <p className={styles['wordless']}>No text</p>
  ) : (
    <MessageText message={event.message} terms={NO_TERMS} />
  );

/** The text with what came and went marked, by line and word as well as by colour. */
const EditedText = ({ stretches }: { readonly stretches: readonly TextStretch[] }) => (
  <p className={styles['edited']} dir="auto">
    {stretches.map((stretch, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the stretches never change
      <Stretch key={index} stretch={stretch} />
    ))}
  </p>
);

const Stretch = ({ stretch }: { readonly stretch: TextStretch }) => {
  const text = drawable(stretch.text);
  switch (stretch.kind) {
    case 'same':
      return text;
    case 'added':
      return (
        <ins>
          <VisuallyHidden>added: </VisuallyHidden>
          {text}
        </ins>
      );
    case 'removed':
      return (
        <del>
          <VisuallyHidden>removed: </VisuallyHidden>
          {text}
        </del>
      );
  }
};

const Facts = ({ facts }: { readonly facts: readonly FactChange[] }) => (
  <dl className={styles['facts']}>
    {facts.map(({ name, before, after }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a fact may come twice, and the list never changes
      <div key={index} className={styles['fact']}>
        <dt>
          <bdi>{oneLine(name)}</bdi>
        </dt>
        <dd>
          {before === null ? (
            <>
              added <ins>{drawn(after)}</ins>
            </>
          ) : after === null ? (
            <>
              removed <del>{drawn(before)}</del>
            </>
          ) : (
            <>
              <del>{drawn(before)}</del> <span aria-hidden="true">→</span>
              <VisuallyHidden> became </VisuallyHidden> <ins>{drawn(after)}</ins>
            </>
          )}
        </dd>
      </div>
    ))}
  </dl>
);

/** Longest fact that is drawn, in UTF-16 code units. */
const LONGEST = 2_000;

const drawn = (value: string | null) => {
  const text = oneLine(value ?? '');
  return <bdi>{text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text || 'empty text'}</bdi>;
};
