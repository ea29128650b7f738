import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldName } from '#shared/query/ast.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { type CountedValue, type SuggestSource, suggest } from '../../../../src/renderer/data/search/suggest.ts';
import { anyTyped } from '../../shared/query/expressions.ts';

const now = new Date(2026, 7, 20, 12).getTime();

const values: Partial<Record<FieldName, readonly CountedValue[]>> = {
  source: [
    { value: 'zendesk', count: 812 },
    { value: 'intercom', count: 472 },
    { value: 'Zopim', count: 3 },
  ],
  status: [
    { value: 'Open', count: 5 },
    { value: 'Escalated to Human Agent', count: 4 },
  ],
  agent: [{ value: 'bot-1', label: 'Billing helper', count: 9 }],
  review: [{ value: 'none', count: 7 }],
  csat: [
    { value: '5', count: 3 },
    { value: '0', count: 1 },
    { value: 'none', count: 90 },
  ],
};
const source: SuggestSource = {
  values: (field, key) => (key === 'plan' ? [{ value: 'Pro', count: 2 }] : (values[field] ?? [])),
  attributeKeys: () => [
    { value: 'plan', count: 20 },
    { value: 'date of birth', count: 2 },
  ],
  words: (prefix, limit) =>
    [
      { value: 'refund', count: 9 },
      { value: 'refunded', count: 4 },
      { value: 'soup', count: 1 },
    ]
      .filter(({ value }) => value.startsWith(prefix))
      .slice(0, limit),
};

/** `|` is the caret. Each answer is the whole text with the first suggestions taken. */
const offered = (marked: string, most = 3): readonly string[] => {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { from, to, items } = suggest(text, caret, source, now);
  return items.slice(0, most).map(({ insert }) => text.slice(0, from) + insert + text.slice(to));
};

describe('suggestions', () => {
  it.each([
    ['so|', ['source:', 'soup']],
    ['refu|', ['refund', 'refunded']],
    ['refund|', ['refunded']],
    ['REFÚ|', ['refund', 'refunded']],
    ['a -ta|', ['a -tag:']],
    ['a -|', ['a -source:', 'a -channel:', 'a -status:']],
    ['a NOT sta|', ['a NOT status:']],
    ['(sta|)', ['(status:)']],
    ['so|x b', ['source: b', 'soup b']],
    ['source:|', ['source:zendesk', 'source:intercom', 'source:Zopim']],
    ['source:z|', ['source:zendesk', 'source:Zopim']],
    ['-source:z|', ['-source:zendesk', '-source:Zopim']],
    ['source:zendesk,|', ['source:zendesk,intercom', 'source:zendesk,Zopim']],
    ['source:z|,intercom b', ['source:zendesk,intercom b', 'source:Zopim,intercom b']],
    ['status:human|', ['status:"Escalated to Human Agent"']],
    ['status:"esc| refund', ['status:"Escalated to Human Agent" refund']],
    ['agent:billing|', ['agent:bot-1']],
    ['has:a|', ['has:attachment', 'has:article']],
    ['sta|:open', ['status:open']],
    ['scource:z|', ['source:']],
    ['user.|', ['user.plan:', 'user."date of birth":']],
    ['user.da|', ['user."date of birth":']],
    ['use|', ['user.']],
    ['user.plan:p|', ['user.plan:Pro']],
    ['csat:|', ['csat:none', 'csat:5', 'csat:0']],
    ['after:|', ['after:today', 'after:yesterday', 'after:1d']],
    ['on:2026|', ['on:2026-08', 'on:2026-07']],
    ['"bank tr|', []],
    ['a@b|', []],
    ['|refund', []],
  ])('completes %s', (marked, expected) => {
    expect(offered(marked)).toEqual(expected);
  });

  it('offers every clause where nothing is typed yet, and says what each is for', () => {
    const { items } = suggest('refund ', 7, source, now);
    expect(items).toHaveLength(25);
    for (const { detail } of items) expect(detail).not.toBe('');
  });

  it('tells how many interactions have a value, where that is known', () => {
    expect(suggest('source:', 7, source, now).items[0]).toEqual({
      insert: 'source:zendesk',
      label: 'zendesk',
      kind: 'value',
      count: 812,
      detail: '',
    });
    expect(suggest('review:n', 8, source, now).items[0]).toMatchObject({ count: 7, detail: 'without a verdict' });
    expect(suggest('from:u', 6, source, now).items[0]).toMatchObject({ count: null, detail: 'the customer' });
    expect(suggest('agent:', 6, source, now).items[0]).toMatchObject({
      label: 'Billing helper',
      insert: 'agent:bot-1',
    });
  });

  it('offers for any text and caret only what can stand there', () => {
    fc.assert(
      fc.property(anyTyped, fc.nat(60), (text, caret) => {
        const { from, to, items } = suggest(text, caret, source, now);
        const at = Math.min(caret, text.length);
        expect(from).toBeLessThanOrEqual(at);
        expect(to).toBeGreaterThanOrEqual(at);
        expect(to).toBeLessThanOrEqual(text.length);
        // Beside other values of the same clause there may be wrong ones already.
        for (const { insert, kind } of items)
          if (kind === 'value' && /^[a-z]+:[^,]*$/u.test(insert)) expect(parseQuery(insert, now).problems).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
