/** Interactions as Fini's list endpoint writes them: what the generator makes, before the application has read it. */

export interface WireEvent {
  readonly id: string;
  readonly createdAt: number;
  readonly role: string;
  readonly type: string;
  readonly message: string | null;
  readonly externalId: string | null;
  readonly externalCreatedAt: number | string | null;
  readonly csatRating: number | null;
  readonly feedback: string | null;
  readonly approved: boolean | null;
  readonly resolved: boolean | null;
  readonly attachments: readonly Readonly<Record<string, unknown>>[];
  readonly tags: readonly Readonly<Record<string, unknown>>[];
  readonly usedArticles: readonly Readonly<Record<string, unknown>>[];
  /** Fields that Fini may add. */
  readonly [field: string]: unknown;
}

export interface WireInteraction {
  readonly id: string;
  readonly createdAt: number;
  readonly source: string;
  readonly channel: string;
  readonly status: string;
  readonly externalId: string | null;
  readonly url: string;
  readonly subjectPreview: string;
  readonly hasFeedback: boolean;
  readonly resolved: boolean | null;
  readonly userAttributes: Readonly<Record<string, unknown>>;
  readonly usedArticles: readonly Readonly<Record<string, unknown>>[];
  readonly usedSubfolders: readonly Readonly<Record<string, unknown>>[];
  readonly events: readonly WireEvent[];
  readonly [field: string]: unknown;
}

/** What a script says of an event; ids and times are put in by `assemble`. */
export interface EventDraft extends Partial<Omit<WireEvent, 'id' | 'createdAt' | 'role' | 'type' | 'message'>> {
  readonly role: string;
  readonly type: string;
  readonly message: string | null;
  /** Seconds since the event before. */
  readonly after: number;
  readonly [field: string]: unknown;
}

export interface InteractionDraft extends Partial<Omit<WireInteraction, 'id' | 'createdAt' | 'events'>> {
  readonly source: string;
  readonly channel: string;
  readonly status: string;
  readonly events: readonly EventDraft[];
  readonly [field: string]: unknown;
}

/**
 * Gives a draft its ids and times.
 *
 * @param endsAt epoch ms of the last event
 * @param newId makes a new id at each call
 */
export const assemble = (draft: InteractionDraft, endsAt: number, newId: () => string): WireInteraction => {
  const id = newId();
  const duration = draft.events.reduce((seconds, event) => seconds + event.after, 0) * 1000;
  const createdAt = endsAt - duration;
  let clock = createdAt;
  const events = draft.events.map(({ after, ...event }): WireEvent => {
    clock += after * 1000;
    return {
      externalId: null,
      externalCreatedAt: null,
      csatRating: null,
      feedback: null,
      approved: null,
      resolved: null,
      attachments: [],
      tags: [],
      usedArticles: [],
      ...event,
      id: newId(),
      createdAt: clock,
    };
  });
  return {
    externalId: null,
    url: `https://app.usefini.com/dashboard/inbox/${id}`,
    subjectPreview: '',
    resolved: null,
    userAttributes: {},
    usedArticles: [],
    usedSubfolders: [],
    hasFeedback: events.some((event) => event.feedback !== null || event.csatRating !== null),
    ...draft,
    id,
    createdAt,
    events,
  };
};
