import { describe, expect, it } from 'vitest';
import {
  articlesOf,
  csatOf,
  type Interaction,
  interactionSchema,
  lastMessageAt,
  sideOf,
  tagsOf,
} from '#shared/domain/interaction.ts';

const AT = 1_785_000_000_000;

/** An interaction with these events, which get ids and times one second apart. */
const interactionOf = (
  events: readonly Readonly<Record<string, unknown>>[],
  more: Readonly<Record<string, unknown>> = {},
): Interaction =>
  interactionSchema.parse({
    id: 'i1',
    createdAt: AT,
    events: events.map((event, index) => ({
      id: `e${index}`,
      createdAt: AT + (index + 1) * 1000,
      role: 'user',
      type: 'message',
      ...event,
    })),
    ...more,
  });

describe('sideOf', () => {
  it.each([
    ['user', 'message', 'customer'],
    ['user', 'widget_form', 'customer'],
    ['finibot', 'message', 'fini'],
    ['agent', 'message', 'agent'],
    ['otherbot', 'message', 'otherbot'],
    ['supervisor', 'message', 'otherbot'],
    ['finibot', 'handover_summary', 'fini'],
    ['agent', 'internalnote', 'note'],
    ['finibot', 'internalnote', 'note'],
    ['finibot', 'no_reply', 'system'],
    ['finibot', 'silent_escalation', 'system'],
    ['finibot', 'debounce', 'system'],
    ['user', 'debounce', 'system'],
  ])('puts a %s %s on the side %s', (role, type, side) => {
    expect(sideOf({ role, type })).toBe(side);
  });
});

describe('csatOf', () => {
  it('is null when nobody rated', () => {
    expect(csatOf(interactionOf([{}, {}]))).toBeNull();
    expect(csatOf(interactionOf([]))).toBeNull();
  });
  it('is 0 when the rating is 0', () => {
    expect(csatOf(interactionOf([{ csatRating: 0 }, { csatRating: null }]))).toBe(0);
  });
  it('is the last rating, a later 0 included', () => {
    expect(csatOf(interactionOf([{ csatRating: 5 }, { csatRating: 2 }, {}]))).toBe(2);
    expect(csatOf(interactionOf([{ csatRating: 5 }, { csatRating: 0 }]))).toBe(0);
  });
});

describe('tagsOf', () => {
  it('names every tag once, in order of first use', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id, name: id.toUpperCase(), groupId: null }));
    expect(tagsOf(interactionOf([{ tags: [b, a] }, { tags: [a, c, b] }])).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });
  it('tells tags of the same name apart by their ids', () => {
    const tags = [
      { id: '1', name: 'Refund', groupId: 'g' },
      { id: '2', name: 'Refund', groupId: null },
    ];
    expect(tagsOf(interactionOf([{ tags }]))).toEqual(tags);
  });
});

describe('articlesOf', () => {
  const article = (id: string, documentUrl: string | null = null) => ({ id, title: id, documentUrl });

  it('gathers the articles of the interaction and of its events, once each', () => {
    const interaction = interactionOf(
      [{ usedArticles: [article('b'), article('a')] }, { usedArticles: [article('c')] }],
      {
        usedArticles: [article('a')],
      },
    );
    expect(articlesOf(interaction).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
  it('prefers the mention that has an address', () => {
    const interaction = interactionOf(
      [{ usedArticles: [article('a', 'https://help.example/a')] }, { usedArticles: [article('a')] }],
      { usedArticles: [article('a')] },
    );
    expect(articlesOf(interaction)).toEqual([article('a', 'https://help.example/a')]);
  });
});

describe('lastMessageAt', () => {
  it('is the time of the latest event, in whatever order events come', () => {
    expect(lastMessageAt(interactionOf([{ createdAt: AT + 9 }, { createdAt: AT + 99 }, { createdAt: AT + 1 }]))).toBe(
      AT + 99,
    );
  });
  it('is the creation time when there is no event, or only older ones', () => {
    expect(lastMessageAt(interactionOf([]))).toBe(AT);
    expect(lastMessageAt(interactionOf([{ createdAt: AT - 5 }]))).toBe(AT);
  });
});
