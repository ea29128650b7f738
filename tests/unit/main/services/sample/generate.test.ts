import { describe, expect, it } from 'vitest';
import { interactionSchema, lastMessageAt } from '#shared/domain/interaction.ts';
import { generateInteractions } from '../../../../../src/main/services/sample/generate.ts';
import { LANGUAGES } from '../../../../../src/main/services/sample/scenarios/index.ts';

const NOW = Date.parse('2026-08-02T12:00:00Z');
const DAY = 86_400_000;
const wire = generateInteractions({ now: NOW });
const interactions = wire.map((one) => interactionSchema.parse(one));
const events = interactions.flatMap((interaction) => interaction.events);
const valuesOf = <Item, Value>(items: readonly Item[], pick: (item: Item) => Value): ReadonlySet<Value> =>
  new Set(items.map(pick));
const text = JSON.stringify(wire);

describe('the sample workspace', () => {
  it('has 240 interactions over 90 days up to a few minutes ago, newest first', () => {
    const times = interactions.map(lastMessageAt);
    expect(interactions).toHaveLength(240);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(NOW - (times[0] ?? 0)).toBeLessThan(10 * 60_000);
    expect(NOW - (times[239] ?? 0)).toBeGreaterThan(80 * DAY);
    expect(interactions.every(({ createdAt }) => createdAt > NOW - 90 * DAY && createdAt <= NOW)).toBe(true);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(generateInteractions({ now: NOW })).toEqual(wire);
    expect(generateInteractions({ now: NOW, seed: 2 })).not.toEqual(wire);
  });

  it('keeps its ids when only the time is another', () => {
    const later = generateInteractions({ now: NOW + DAY });
    expect(later.map(({ id }) => id)).toEqual(wire.map(({ id }) => id));
    expect(later.map(({ createdAt }) => createdAt - DAY)).toEqual(wire.map(({ createdAt }) => createdAt));
  });

  it('gives every interaction and every event an id of its own', () => {
    expect(valuesOf(interactions, ({ id }) => id).size).toBe(240);
    expect(valuesOf(events, ({ id }) => id).size).toBe(events.length);
  });

  it.each([1, 2, 39, 1000])('makes %i interactions when asked for as many', (count) => {
    expect(generateInteractions({ now: NOW, count })).toHaveLength(count);
  });

  it('loses nothing when the schema reads it', () => {
    for (const [index, one] of wire.entries()) expect(interactions[index]).toEqual(one);
  });
});

describe('its words', () => {
  it('hardly repeat: most first messages are unlike all others', () => {
    const first = interactions.flatMap(({ events: [one] }) => (one?.message ? [one.message] : []));
    expect(new Set(first).size).toBeGreaterThan(first.length * 0.9);
  });

  it('leave no slot unfilled', () => {
    const slots = /\{(name|company|email|agent|plan|amount|invoice|date|digits)\}/u;
    expect(events.filter((event) => slots.test(event.message ?? ''))).toEqual([]);
    expect(interactions.filter(({ subjectPreview }) => slots.test(subjectPreview))).toEqual([]);
  });

  it('are in fourteen languages, each heard at least three times', () => {
    for (const { locale } of LANGUAGES) {
      const heard = interactions.filter(({ userAttributes }) => userAttributes['language'] === locale);
      expect(heard.length, locale).toBeGreaterThanOrEqual(3);
    }
  });

  it('belong to complete scripts: no list of a script is empty', () => {
    for (const { locale, scenarios } of LANGUAGES) {
      for (const { topic, ...lists } of scenarios) {
        for (const [name, lines] of Object.entries(lists)) {
          expect(lines.length, `${locale} ${topic} ${name}`).toBeGreaterThan(0);
          expect(
            lines.every((line) => line.trim() !== ''),
            `${locale} ${topic} ${name}`,
          ).toBe(true);
        }
      }
    }
  });
});

describe('every role, type and edge', () => {
  it('has every known role and type, and unknown ones', () => {
    const roles = valuesOf(events, ({ role }) => role);
    const types = valuesOf(events, ({ type }) => type);
    for (const role of ['user', 'agent', 'finibot', 'otherbot', 'supervisor']) expect(roles).toContain(role);
    const known = ['message', 'internalnote', 'no_reply', 'silent_escalation', 'debounce', 'widget_form'];
    for (const type of [...known, 'handover_summary']) expect(types).toContain(type);
  });

  it('has every CSAT from 0 to 5 and none', () => {
    const ratings = valuesOf(events, ({ csatRating }) => csatRating);
    for (const rating of [null, 0, 1, 2, 3, 4, 5]) expect(ratings).toContain(rating);
  });

  it('has approved and resolved true, false and null', () => {
    for (const value of [true, false, null]) {
      expect(valuesOf(events, ({ approved }) => approved)).toContain(value);
      expect(valuesOf(events, ({ resolved }) => resolved)).toContain(value);
      expect(valuesOf(interactions, ({ resolved }) => resolved)).toContain(value);
    }
  });

  it('has escalated interactions that are resolved', () => {
    const odd = interactions.filter(
      ({ status, resolved }) => status === 'Escalated to Human Agent' && resolved === true,
    );
    expect(odd.length).toBeGreaterThan(0);
  });

  it('has feedback, attachments that expire, grouped and loose tags, articles with and without an address', () => {
    expect(events.some(({ feedback }) => feedback)).toBe(true);
    const attachments = events.flatMap((event) => event.attachments);
    expect(attachments.some((one) => 'expiresAt' in one && 'sizeBytes' in one && 'contentType' in one)).toBe(true);
    const groups = events.flatMap(({ tags }) => tags.map(({ groupId }) => groupId === null));
    expect(new Set(groups)).toEqual(new Set([true, false]));
    const addresses = interactions.flatMap(({ usedArticles }) =>
      usedArticles.map(({ documentUrl }) => documentUrl === null),
    );
    expect(new Set(addresses)).toEqual(new Set([true, false]));
    expect(interactions.some(({ usedSubfolders }) => usedSubfolders.length > 0)).toBe(true);
  });

  it('has empty, missing and very long messages, missing subjects and no events at all', () => {
    expect(events.some(({ message }) => message === '')).toBe(true);
    expect(events.some(({ message, type }) => message === null && type === 'message')).toBe(true);
    expect(Math.max(...events.map(({ message }) => message?.length ?? 0))).toBeGreaterThan(20_000);
    expect(interactions.some(({ subjectPreview }) => subjectPreview === '')).toBe(true);
    expect(interactions.some((interaction) => interaction.events.length === 0)).toBe(true);
  });

  it('has hostile text of every kind', () => {
    for (const hostile of [
      '<script>',
      '=HYPERLINK(',
      'javascript:',
      '\u202e',
      '\u200b',
      '"__proto__":{"admin":true}',
    ]) {
      expect(text).toContain(
        hostile.startsWith('=') || hostile.startsWith('"') ? hostile : JSON.stringify(hostile).slice(1, -1),
      );
    }
  });

  it('has test suites and replays without colleagues, and a source nobody knows', () => {
    const sources = valuesOf(interactions, ({ source }) => source);
    for (const source of ['testsuite', 'replay', 'carrier-pigeon', 'zendesk', 'intercom'])
      expect(sources).toContain(source);
    const rehearsed = interactions.filter(({ source }) => source === 'testsuite' || source === 'replay');
    expect(rehearsed.flatMap((one) => one.events).filter(({ role }) => role === 'agent')).toEqual([]);
  });
});
