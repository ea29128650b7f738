import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interactionChanges, isUnchanged } from '../../../../../src/renderer/features/conversation/changes.ts';
import { textChanges } from '../../../../../src/renderer/features/conversation/changes-text.ts';
import { type Interaction, interactionSchema } from '../../../../../src/shared/domain/interaction.ts';

const event = (id: string, createdAt: number, more: Record<string, unknown> = {}) => ({
  id,
  createdAt,
  role: 'user',
  type: 'message',
  message: `message ${id}`,
  ...more,
});

const interaction = (more: Record<string, unknown> = {}): Interaction =>
  interactionSchema.parse({
    id: 'i1',
    createdAt: 1_000,
    source: 'zendesk',
    channel: 'email',
    status: 'Resolved',
    events: [event('a', 1_000), event('b', 2_000, { role: 'finibot' })],
    ...more,
  });

describe('the change from one text to another', () => {
  it('names the words that came and went', () => {
    expect(textChanges('Refunds take 5 days.', 'Refunds take 10 working days.')).toEqual([
      { kind: 'same', text: 'Refunds take ' },
      { kind: 'removed', text: '5' },
      { kind: 'added', text: '10 working' },
      { kind: 'same', text: ' days.' },
    ]);
  });

  it('does not pick single words out of a text that was written anew', () => {
    expect(textChanges('My parcel is lost.', 'The invoice is wrong.')).toEqual([
      { kind: 'removed', text: 'My parcel is lost' },
      { kind: 'added', text: 'The invoice is wrong' },
      { kind: 'same', text: '.' },
    ]);
  });

  it('shows texts too long to compare one after the other', () => {
    const before = Array.from({ length: 1_500 }, (_, index) => `a${index}`).join(' ');
    const after = Array.from({ length: 1_500 }, (_, index) => `b${index}`).join(' ');
    expect(textChanges(before, after).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });

  it('loses nothing of either text', () => {
    const words = fc.array(fc.constantFrom('refund', 'Ünder', '退款', ' ', '\n', '🙂', '<b>', '؟'), { maxLength: 30 });
    fc.assert(
      fc.property(words, words, (one, other) => {
        const stretches = textChanges(one.join(''), other.join(''));
        const without = (kind: string): string =>
          stretches
            .filter((stretch) => stretch.kind !== kind)
            .map((stretch) => stretch.text)
            .join('');
        expect(without('added')).toBe(one.join(''));
        expect(without('removed')).toBe(other.join(''));
      }),
    );
  });
});

describe('the changes of an interaction', () => {
  it('are none between a version and itself', () => {
    expect(isUnchanged(interactionChanges(interaction(), interaction()))).toBe(true);
  });

  it('name messages that were added, removed and edited, in the order of the conversation', () => {
    const after = interaction({
      events: [event('c', 3_000, { role: 'agent' }), event('b', 2_000, { role: 'finibot', message: 'message c' })],
    });
    const changes = interactionChanges(interaction(), after);
    expect(changes.events.map(({ kind, event: { id } }) => [kind, id])).toEqual([
      ['removed', 'a'],
      ['edited', 'b'],
      ['added', 'c'],
    ]);
    expect(changes.events[1]?.text).toContainEqual({ kind: 'added', text: 'c' });
    expect(changes.facts).toEqual([]);
  });

  it('tell a rating of 0 from no rating, and a flag from none', () => {
    const after = interaction({
      resolved: false,
      events: [event('a', 1_000, { csatRating: 0, approved: false }), event('b', 2_000, { role: 'finibot' })],
    });
    const changes = interactionChanges(interaction(), after);
    expect(changes.facts).toEqual([{ name: 'Resolved flag', before: null, after: 'no' }]);
    expect(changes.events[0]?.facts).toEqual([
      { name: 'CSAT', before: null, after: '0' },
      { name: 'Thumb', before: null, after: 'down' },
    ]);
  });

  it('tell what a new message came with', () => {
    const after = interaction({
      events: [
        event('a', 1_000),
        event('b', 2_000, { role: 'finibot' }),
        event('c', 3_000, { csatRating: 0, tags: [{ id: 't', name: 'Billing' }] }),
      ],
    });
    expect(interactionChanges(interaction(), after).events[0]?.facts).toEqual([
      { name: 'CSAT', before: null, after: '0' },
      { name: 'Tag', before: null, after: 'Billing' },
    ]);
  });

  it('name each tag and article that came or went', () => {
    const tagged = (names: readonly string[]) =>
      interaction({ events: [event('a', 1_000, { tags: names.map((name) => ({ id: name, name })) })] });
    expect(interactionChanges(tagged(['Billing', 'Refund']), tagged(['Refund', 'Login'])).events[0]?.facts).toEqual([
      { name: 'Tag', before: 'Billing', after: null },
      { name: 'Tag', before: null, after: 'Login' },
    ]);
  });

  it('do not mistake a new address of the same file for a new file', () => {
    const withFile = (signature: string) =>
      interaction({
        events: [
          event('a', 1_000, { attachments: [{ originalUrl: `https://files.example/bill.pdf?s=${signature}` }] }),
        ],
      });
    expect(isUnchanged(interactionChanges(withFile('one'), withFile('two')))).toBe(true);
  });

  it('keep events apart whose id comes twice', () => {
    const twice = (second: string) =>
      interaction({ events: [event('a', 1_000), event('a', 2_000, { message: second })] });
    const changes = interactionChanges(twice('one'), twice('two'));
    expect(changes.events.map(({ kind, event: { createdAt } }) => [kind, createdAt])).toEqual([['edited', 2_000]]);
  });

  it('read attributes by their own keys alone', () => {
    const hostile = JSON.parse('{"__proto__": {"plan": "Pro"}, "plan": "Free"}') as Record<string, unknown>;
    expect(interactionChanges(interaction(), interaction({ userAttributes: hostile })).facts).toEqual([
      { name: 'Attribute __proto__', before: null, after: '{"plan":"Pro"}' },
      { name: 'Attribute plan', before: null, after: 'Free' },
    ]);
  });
});
