import { describe, expect, it } from 'vitest';
import { attachmentFacts, linkHost } from '../../../../../src/renderer/features/conversation/attachments.ts';
import { attributeRows } from '../../../../../src/renderer/features/conversation/attributes.ts';
import { firstWords, turnsOf } from '../../../../../src/renderer/features/conversation/turns.ts';
import { eventSchema } from '../../../../../src/shared/domain/interaction.ts';

const MINUTE = 60_000;
const event = (id: string, role: string, at: number, more: Record<string, unknown> = {}) =>
  eventSchema.parse({ id, role, type: 'message', createdAt: at, message: id, ...more });

describe('turns', () => {
  it('join what one speaker says within ten minutes', () => {
    const turns = turnsOf([event('a', 'user', 0), event('b', 'user', 9 * MINUTE), event('c', 'user', 20 * MINUTE)]);
    expect(turns.map((turn) => turn.events.map(({ id }) => id))).toEqual([['a', 'b'], ['c']]);
  });

  it('follow the time of the events, whatever order they came in', () => {
    const turns = turnsOf([event('late', 'agent', 5), event('early', 'user', 1)]);
    expect(turns.map(({ speaker }) => speaker)).toEqual(['Customer', 'Agent']);
  });

  it('set notes and system events apart from what the customer saw', () => {
    const turns = turnsOf([
      event('a', 'agent', 1),
      event('b', 'agent', 2, { type: 'internalnote' }),
      event('c', 'finibot', 3, { type: 'no_reply', message: null }),
      event('d', 'user', 4, { type: 'widget_form' }),
    ]);
    expect(turns.map(({ kind }) => kind)).toEqual(['speech', 'note', 'system', 'system']);
    expect(turns[1]?.speaker).toBe('Internal note · Agent');
  });

  it('name a role that is not known as it came', () => {
    const [turn] = turnsOf([event('a', 'supervisor', 1)]);
    expect(turn).toMatchObject({ speaker: 'Other bot', unknownRole: 'supervisor' });
  });

  it('keep apart events that share an id', () => {
    const keys = turnsOf([event('a', 'user', 1), event('a', 'agent', 2)]).map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
  });
});

it('takes the first words anybody wrote where a subject is missing', () => {
  expect(
    firstWords([event('a', 'user', 1, { message: '\u200b' }), event('b', 'user', 2, { message: 'Hello\nthere' })]),
  ).toBe('Hello there');
  expect(firstWords([])).toBeNull();
});

describe('an attachment', () => {
  it('is named by its address, without the signature behind it', () => {
    expect(
      attachmentFacts({
        originalUrl: 'https://files.example/a/My%20scan.pdf?sig=x',
        contentType: 'application/pdf',
        sizeBytes: 12,
        expiresAt: '2026-08-02T00:00:00Z',
      }),
    ).toEqual({
      name: 'My scan.pdf',
      contentType: 'application/pdf',
      sizeBytes: 12,
      expiresAt: Date.UTC(2026, 7, 2),
    });
  });

  it('is named by its type, or at least called an attachment, when nothing else is known', () => {
    expect(attachmentFacts({ contentType: 'image/png' }).name).toBe('image/png');
    expect(attachmentFacts({ originalUrl: 7, sizeBytes: -1, expiresAt: {} })).toEqual({
      name: 'Attachment',
      contentType: null,
      sizeBytes: null,
      expiresAt: null,
    });
  });

  it('survives an address that cannot be decoded', () => {
    expect(attachmentFacts({ originalUrl: 'https://x.example/%E0%A4%A' }).name).toBe('%E0%A4%A');
  });
});

it('opens https links alone, and none that hides its host behind a name', () => {
  expect(linkHost('https://help.acme.com/a')).toBe('help.acme.com');
  for (const url of [
    'http://a.com',
    'javascript:alert(1)',
    'https://good.com@evil.com/',
    'file:///etc/passwd',
    'x',
    null,
  ])
    expect(linkHost(url)).toBeNull();
});

describe('user attributes', () => {
  it('show an own __proto__ key as the data it is', () => {
    const attributes = JSON.parse('{"plan":"Pro","__proto__":{"admin":true}}') as Record<string, unknown>;
    expect(attributeRows(attributes).map(({ name, kind }) => [name, kind])).toEqual([
      ['plan', 'text'],
      ['__proto__', 'nested'],
    ]);
  });

  it('tell nothing, null, zero and empty apart', () => {
    const rows = attributeRows({ zero: 0, no: false, none: null, text: '', list: [], object: {} });
    expect(rows.map(({ value }) => value)).toEqual(['0', 'false', 'null', 'empty text', 'empty list', 'empty object']);
  });
});
