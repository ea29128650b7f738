/** How a conversation is cut up for reading: who speaks, which events belong together, what is set apart. */
import { type InteractionEvent, type Side, sideOf } from '#shared/domain/interaction.ts';
import { isBlank, oneLine } from './plain-text.ts';

export type TurnKind = 'speech' | 'note' | 'system';

/** Consecutive events of one speaker. */
export interface Turn {
  /** The first event's id and place: unique even where an id comes twice. */
  readonly key: string;
  readonly kind: TurnKind;
  readonly side: Side;
  readonly speaker: string;
  /** The role as it came, when the application does not know it. */
  readonly unknownRole: string | null;
  readonly events: readonly InteractionEvent[];
}

/** Events of one speaker further apart than this are two turns, in milliseconds. */
const SAME_TURN = 10 * 60_000;

const KNOWN_ROLES: ReadonlySet<string> = new Set(['user', 'agent', 'finibot', 'otherbot']);

const SPEAKERS: Readonly<Record<Side, string>> = {
  customer: 'Customer',
  fini: 'Fini',
  agent: 'Agent',
  otherbot: 'Other bot',
  note: 'Internal note',
  system: 'Fini',
};

const roleName = (role: string): string => {
  switch (role) {
    case 'user':
      return 'Customer';
    case 'finibot':
      return 'Fini';
    case 'agent':
      return 'Agent';
    default:
      return 'Other bot';
  }
};

const kindOf = (event: InteractionEvent, side: Side): TurnKind => {
  if (side === 'note') return 'note';
  return side === 'system' || event.type === 'widget_form' ? 'system' : 'speech';
};

/** Who speaks, as it is written above a turn. */
export const speakerOf = (event: InteractionEvent): string => {
  const side = sideOf(event);
  const kind = kindOf(event, side);
  if (kind === 'note') return `Internal note · ${roleName(event.role)}`;
  return kind === 'system' ? roleName(event.role) : SPEAKERS[side];
};

/** What an event that is no message means, in words; an unknown type is named as it came. */
export const systemEventName = (type: string): string => {
  switch (type) {
    case 'no_reply':
      return 'Fini chose not to reply';
    case 'silent_escalation':
      return 'Escalated without a reply';
    case 'debounce':
      return 'Waited for further messages';
    case 'widget_form':
      return 'Form filled in';
    default:
      return oneLine(type) || 'Event';
  }
};

/** True for the types that are drawn as a message; any other type is named beside it. */
export const isPlainMessage = (type: string): boolean => type === 'message' || type === 'internalnote' || type === '';

/** The conversation as turns, in the order the events happened. */
export const turnsOf = (events: readonly InteractionEvent[]): readonly Turn[] => {
  const ordered = events
    .map((event, index) => ({ event, index }))
    .sort((one, other) => one.event.createdAt - other.event.createdAt || one.index - other.index);
  const turns: (Turn & { readonly events: InteractionEvent[] })[] = [];
  for (const { event, index } of ordered) {
    const side = sideOf(event);
    const kind = kindOf(event, side);
    const known = KNOWN_ROLES.has(event.role);
    const speaker = speakerOf(event);
    const unknownRole = known ? null : oneLine(event.role) || 'no role';
    const last = turns.at(-1);
    const previous = last?.events.at(-1);
    const joins =
      last !== undefined &&
      previous !== undefined &&
      last.kind === kind &&
      last.speaker === speaker &&
      last.unknownRole === unknownRole &&
      event.createdAt - previous.createdAt <= SAME_TURN;
    if (joins) last.events.push(event);
    else turns.push({ key: `${event.id}#${index}`, kind, side, speaker, unknownRole, events: [event] });
  }
  return turns;
};

/** The first words anybody said, for a conversation without a subject; null when nobody said any. */
export const firstWords = (events: readonly InteractionEvent[]): string | null => {
  const event = events.find(({ message }) => message !== null && !isBlank(message));
  return event?.message ? oneLine(event.message).slice(0, 160) : null;
};
