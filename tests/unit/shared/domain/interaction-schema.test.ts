import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Interaction, interactionSchema } from '#shared/domain/interaction.ts';

const AT = 1_785_000_000_000;
const parse = (value: unknown): Interaction => interactionSchema.parse(value);
const parseJson = (json: string): Interaction => parse(JSON.parse(json) as unknown);
const bare = { id: 'i1', createdAt: AT };
const bareEvent = { id: 'e1', createdAt: AT, role: 'user', type: 'message' };
const firstEvent = (event: Readonly<Record<string, unknown>>) => parse({ ...bare, events: [event] }).events[0];

describe('what may be missing', () => {
  it('reads an interaction that has nothing but an id and a time', () => {
    expect(parse(bare)).toEqual({
      ...bare,
      source: '',
      channel: '',
      status: '',
      externalId: null,
      url: null,
      subjectPreview: '',
      hasFeedback: false,
      resolved: null,
      userAttributes: {},
      usedArticles: [],
      usedSubfolders: [],
      events: [],
    });
  });

  it('reads an event that has nothing but its id and time', () => {
    expect(firstEvent({ id: 'e1', createdAt: AT, role: null })).toMatchObject({ role: '', type: '', message: null });
  });

  it('reads an event that has nothing but its id, time, role and type', () => {
    expect(firstEvent(bareEvent)).toEqual({
      ...bareEvent,
      message: null,
      externalId: null,
      externalCreatedAt: null,
      csatRating: null,
      feedback: null,
      approved: null,
      resolved: null,
      attachments: [],
      tags: [],
      usedArticles: [],
    });
  });

  it('takes null wherever a field may be absent', () => {
    const nulls = Object.fromEntries(
      Object.keys(parse(bare))
        .filter((name) => name !== 'id' && name !== 'createdAt')
        .map((name) => [name, null]),
    );
    expect(parse({ ...bare, ...nulls })).toEqual(parse(bare));
  });

  it('keeps an empty message apart from none', () => {
    expect(firstEvent({ ...bareEvent, message: '' })?.message).toBe('');
    expect(firstEvent(bareEvent)?.message).toBeNull();
  });
});

describe('what may be different', () => {
  it('reads numbers as ids', () => {
    const tags = [{ id: 7, name: 'Refund', groupId: 3 }];
    const read = parse({ ...bare, id: 42, externalId: 880231, events: [{ ...bareEvent, id: 9, tags }] });
    expect(read).toMatchObject({ id: '42', externalId: '880231' });
    expect(read.events[0]).toMatchObject({ id: '9', tags: [{ id: '7', name: 'Refund', groupId: '3' }] });
  });

  it('keeps enum values that it does not know', () => {
    const read = parse({
      ...bare,
      source: 'carrier-pigeon',
      channel: 'telepathy',
      status: 'Snoozed',
      events: [{ ...bareEvent, role: 'supervisor', type: 'handover_summary' }],
    });
    expect(read).toMatchObject({ source: 'carrier-pigeon', channel: 'telepathy', status: 'Snoozed' });
    expect(read.events[0]).toMatchObject({ role: 'supervisor', type: 'handover_summary' });
  });

  it('keeps fields that it does not know, at every level', () => {
    const read = parse({
      ...bare,
      sentiment: { score: -0.2 },
      usedSubfolders: [{ id: 's', title: 'Billing', depth: 2 }],
      events: [
        {
          ...bareEvent,
          confidence: 0.7,
          tags: [{ id: 't', name: 'Refund', colour: 'red' }],
          attachments: [{ originalUrl: 'https://x.example/a.png', virusScan: 'clean' }],
          usedArticles: [{ id: 'a', title: 'Refunds', documentUrl: null, version: 3 }],
        },
      ],
    });
    expect(read).toMatchObject({ sentiment: { score: -0.2 }, usedSubfolders: [{ depth: 2 }] });
    expect(read.events[0]).toMatchObject({
      confidence: 0.7,
      tags: [{ colour: 'red', groupId: null }],
      attachments: [{ virusScan: 'clean' }],
      usedArticles: [{ version: 3 }],
    });
  });

  it('keeps any JSON in the user attributes as it came', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (userAttributes) => {
        const json = JSON.stringify({ ...bare, userAttributes });
        expect(JSON.stringify(parseJson(json).userAttributes)).toBe(JSON.stringify(JSON.parse(json).userAttributes));
      }),
    );
  });

  it.each([
    ['a list', ['vip', { plan: 'Pro' }], { value: ['vip', { plan: 'Pro' }] }],
    ['a text', 'vip', { value: 'vip' }],
    ['a number', 42, { value: 42 }],
    ['false', false, { value: false }],
  ])('keeps user attributes that are %s', (_, userAttributes, kept) => {
    expect(parse({ ...bare, userAttributes }).userAttributes).toEqual(kept);
  });

  it('keeps tags, articles, folders and attachments that are but a text', () => {
    const read = parse({
      ...bare,
      usedSubfolders: ['Billing'],
      events: [{ ...bareEvent, tags: ['Refund'], usedArticles: ['Refunds'], attachments: ['https://x.example/a.png'] }],
    });
    expect(read.usedSubfolders).toEqual([{ id: 'Billing', title: 'Billing' }]);
    expect(read.events[0]).toMatchObject({
      tags: [{ id: 'Refund', name: 'Refund', groupId: null }],
      usedArticles: [{ id: 'Refunds', title: 'Refunds', documentUrl: null }],
      attachments: [{ originalUrl: 'https://x.example/a.png' }],
    });
  });

  it('tells a tag or an article without an id apart by its name or its address', () => {
    const tags = [{ id: null, name: 'Refund', colour: 'red' }];
    const usedArticles = [{ title: null, documentUrl: 'https://x.example/refunds' }];
    expect(firstEvent({ ...bareEvent, tags, usedArticles })).toMatchObject({
      tags: [{ id: 'Refund', name: 'Refund', colour: 'red' }],
      usedArticles: [{ id: 'https://x.example/refunds', title: '' }],
    });
  });

  it('reads an external time in milliseconds or as text', () => {
    expect(firstEvent({ ...bareEvent, externalCreatedAt: AT })?.externalCreatedAt).toBe(AT);
    expect(firstEvent({ ...bareEvent, externalCreatedAt: '2026-08-02T10:00:00Z' })?.externalCreatedAt).toBe(
      '2026-08-02T10:00:00Z',
    );
  });
});

describe('values that must not be confused', () => {
  it.each([
    [0, 0],
    [null, null],
    [undefined, null],
    [5, 5],
    [2.5, 2.5],
  ])('reads a CSAT of %s as %s', (given, expected) => {
    expect(firstEvent({ ...bareEvent, csatRating: given })?.csatRating).toBe(expected);
  });

  it.each([true, false, null])('keeps approved and resolved %s', (value) => {
    expect(firstEvent({ ...bareEvent, approved: value, resolved: value })).toMatchObject({
      approved: value,
      resolved: value,
    });
    expect(parse({ ...bare, resolved: value }).resolved).toBe(value);
  });

  it('derives neither the status from the flag nor the flag from the status', () => {
    const read = parse({ ...bare, status: 'Escalated to Human Agent', resolved: true });
    expect(read).toMatchObject({ status: 'Escalated to Human Agent', resolved: true });
    expect(parse({ ...bare, status: 'Resolved' }).resolved).toBeNull();
  });
});

describe('treacherous keys', () => {
  const json = `{"id":"i1","createdAt":${AT},"userAttributes":{"__proto__":{"admin":true},"constructor":1,"plan":"Team"}}`;

  it('keeps an own __proto__ in the user attributes as data', () => {
    const { userAttributes } = parseJson(json);
    expect(Object.keys(userAttributes)).toEqual(['__proto__', 'constructor', 'plan']);
    expect(Object.getOwnPropertyDescriptor(userAttributes, '__proto__')?.value).toEqual({ admin: true });
    expect(JSON.stringify(userAttributes)).toBe('{"__proto__":{"admin":true},"constructor":1,"plan":"Team"}');
  });

  it('leaves every other object as it was', () => {
    const odd = '"__proto__":{"admin":true}';
    const read = parseJson(
      `{"id":"i1","createdAt":${AT},${odd},"events":[{"id":"e","createdAt":1,"role":"user","type":"message",${odd},"tags":[{"id":"t",${odd}}]}]}`,
    );
    for (const object of [{}, read, read.events[0], read.events[0]?.tags[0]]) {
      expect((object as { admin?: unknown }).admin).toBeUndefined();
    }
    expect(read.events[0]?.tags[0]?.id).toBe('t');
  });
});

describe('what makes a row unusable', () => {
  it.each([
    ['no id', { createdAt: AT }],
    ['an empty id', { ...bare, id: '' }],
    ['an id that is an object', { ...bare, id: {} }],
    ['an id that is null', { ...bare, id: null }],
    ['no time', { id: 'i1' }],
    ['a time as text', { ...bare, createdAt: '2026-08-02' }],
    ['a negative time', { ...bare, createdAt: -1 }],
    ['a fraction of a millisecond', { ...bare, createdAt: 1.5 }],
    ['a time beyond what a date holds', { ...bare, createdAt: 8_640_000_000_000_001 }],
    ['events that are not a list', { ...bare, events: 'none' }],
    ['an event without an id', { ...bare, events: [{ createdAt: AT, role: 'user', type: 'message' }] }],
    ['null', null],
    ['a number', 42],
    ['a list', []],
  ])('refuses %s', (_, value) => {
    expect(interactionSchema.safeParse(value).success).toBe(false);
  });
});
