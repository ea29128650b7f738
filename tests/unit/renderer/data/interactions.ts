/** Small generated interactions for the data worker's tests. */
import fc from 'fast-check';
import { type Interaction, interactionSchema } from '#shared/domain/interaction.ts';
import type { PageDelivery, WindowCheckpoint } from '#shared/domain/sync.ts';
import { WHOLE_WINDOW } from '../../../support/whole-window.ts';

export const WORKSPACE = '11111111-1111-4111-8111-111111111111';
export const DATA_KEY = btoa(String.fromCharCode(...new Uint8Array(32).fill(7)));

const words = ['refund', 'bank', 'transfer', 'card', 'late', 'Café', '退款', 'שלום', 'the', 'again'];
const message = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }).map((all) => all.join(' '));
const tag = fc.constantFrom({ id: 't1', name: 'Billing' }, { id: 't2', name: 'Bug report' }, { id: 't3', name: 'VIP' });

const event = fc.record({
  id: fc.uuid(),
  createdAt: fc.integer({ min: 1_000, max: 1_040 }),
  role: fc.constantFrom('user', 'agent', 'finibot', 'otherbot', 'martian'),
  type: fc.constantFrom('message', 'message', 'internalnote', 'no_reply'),
  message: fc.option(message),
  csatRating: fc.option(fc.constantFrom(0, 1, 5)),
  feedback: fc.option(message),
  approved: fc.option(fc.boolean()),
  tags: fc.array(tag, { maxLength: 2 }),
});

/** An interaction of a small world, so that words, ids and times meet. */
export const anyInteraction = (ids: readonly string[]): fc.Arbitrary<Interaction> =>
  fc
    .record({
      id: fc.constantFrom(...ids),
      createdAt: fc.integer({ min: 1_000, max: 1_020 }),
      source: fc.constantFrom('zendesk', 'intercom', 'Widget'),
      channel: fc.constantFrom('chat', 'email'),
      status: fc.constantFrom('Open', 'Escalated to Human Agent', ''),
      subjectPreview: message,
      hasFeedback: fc.boolean(),
      resolved: fc.option(fc.boolean()),
      userAttributes: fc.constantFrom(
        {},
        { plan: 'Pro bank', deep: { seats: 3 } },
        JSON.parse('{"__proto__":{"x":"late"}}'),
      ),
      externalId: fc.option(fc.constantFrom('ext-1', 'ext-2')),
      usedArticles: fc.constantFrom([], [{ id: 'a1', title: 'Bank transfers' }]),
      events: fc.array(event, { maxLength: 4 }),
    })
    .map((raw) => interactionSchema.parse(raw));

export const someIds = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) =>
    // Some ids are not UUIDs: the API promises nothing.
    index % 3 === 2 ? `conversation-${index}` : `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  );

export const checkpoint = (fields: Partial<WindowCheckpoint> = {}): WindowCheckpoint => ({
  id: '1000-2000',
  ...WHOLE_WINDOW,
  since: 1000,
  until: 2000,
  cursor: 'cursor',
  complete: false,
  pages: 1,
  rows: 1,
  quarantined: 0,
  reachedAt: 1500,
  updatedAt: 3000,
  ...fields,
});

export const delivery = (rows: readonly Interaction[], fields: Partial<WindowCheckpoint> = {}): PageDelivery => ({
  runId: 'run',
  workspaceId: WORKSPACE,
  checkpoint: checkpoint(fields),
  rows,
});
