import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldNames } from '#shared/query/ast.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { printExpression } from '#shared/query/print.ts';
import { anyExpression, anyTyped, everyPart, unplaced } from './expressions.ts';

const now = new Date(2026, 7, 20, 12).getTime();
const parse = (text: string) => parseQuery(text, now);

/** An expression in brackets, so that its shape is seen at a glance. */
const shape = (text: string): string => {
  const show = (part: ReturnType<typeof parse>['expression']): string => {
    if (part === null) return '';
    switch (part.kind) {
      case 'and':
      case 'or':
        return `[${part.parts.map(show).join(part.kind === 'and' ? ' & ' : ' | ')}]`;
      case 'not':
        return `!${show(part.part)}`;
      default:
        return printExpression(part);
    }
  };
  return show(parse(text).expression);
};

describe('the query language', () => {
  it.each([
    ['refund', 'refund'],
    ['refund late', '[refund & late]'],
    ['refund AND late', '[refund & late]'],
    ['a b OR c d', '[[a & b] | [c & d]]'],
    ['a (b OR c) d', '[a & [b | c] & d]'],
    ['a -b NOT c', '[a & !b & !c]'],
    ['-(a OR b)', '![a | b]'],
    ['NOT -a', '!!a'],
    ['((a))', 'a'],
    ['(a b) c', '[[a & b] & c]'],
    ['(a b) OR c', '[[a & b] | c]'],
    ['or and not', '[or & and & not]'],
    ['refund"bank transfer"', '[refund & "bank transfer"]'],
    ['“bank transfer”', '"bank transfer"'],
    ['"bank trans"*', '"bank trans"*'],
    ['refun*', 'refun*'],
    ['refund(s) (tag:a(b) OR x)', '[refund(s) & [tag:"a(b)" | x]]'],
    ['https://example.com 12:30 a@b.com', '[https://example.com & 12:30 & a@b.com]'],
    ['well-known - thing', '[well-known & - & thing]'],
    ['source:zendesk,intercom -tag:"x y",bill*', '[source:zendesk,intercom & !tag:"x y",bill*]'],
    [
      'CSAT:<=2,none turns:3.. csat:1..3 csat:≥4 csat:=5',
      '[csat:<=2,none & turns:3.. & csat:1..3 & csat:>=4 & csat:5]',
    ],
    [
      'user.plan:Pro user."date of birth":* user.seats:>=30',
      '[user.plan:Pro & user."date of birth":* & user.seats:>=30]',
    ],
    ['User.Company.Name:x', 'user.Company.Name:x'],
    ['on:2026-08 changed:>7d,stale on:2026-08-01..today', '[on:2026-08 & changed:>7d,stale & on:2026-08-01..today]'],
    ['review:None APPROVED:Yes', '[review:none & approved:yes]'],
    ['', ''],
    ['   ', ''],
  ])('reads %s', (text, expected) => {
    expect(shape(text)).toBe(expected);
    expect(parse(text).problems).toEqual([]);
  });

  it('prints what parses back to the same', () => {
    fc.assert(
      fc.property(anyExpression, (expression) => {
        const query = parse(printExpression(expression));
        expect(query.problems).toEqual([]);
        expect(unplaced(query.expression)).toEqual(unplaced(expression));
      }),
      { numRuns: 500 },
    );
  });

  it('finds a meaning in any text, with everything it tells inside of it', () => {
    fc.assert(
      fc.property(anyTyped, (text) => {
        const { expression, problems } = parse(text);
        for (const { start, end } of [...problems, ...(expression ? everyPart(expression) : [])]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        for (const { offer, message } of problems) {
          expect(message).not.toBe('');
          if (offer) expect(offer.start <= offer.end && offer.end <= text.length).toBe(true);
        }
        expect(unplaced(parse(printExpression(expression)).expression)).toEqual(unplaced(expression));
      }),
      { numRuns: 2000 },
    );
  });

  it('bears parentheses and signs without end', () => {
    for (const piece of ['(', '-(', 'NOT ', ')', '(a OR ', '"', 'a:(', ',', 'user.'])
      expect(() => parse(piece.repeat(20_000))).not.toThrow();
  });
});

describe('a wrong query', () => {
  /** The text as it is searched for, the parts that are complained of, and the first text an offer makes of it. */
  const judged = (text: string) => {
    const { problems } = parse(text);
    const offer = problems.find((problem) => problem.offer)?.offer;
    return {
      searched: shape(text),
      wrong: problems.map(({ start, end }) => text.slice(start, end)),
      mended: offer ? text.slice(0, offer.start) + offer.text + text.slice(offer.end) : null,
    };
  };

  it.each([
    ['refund (late OR', '[refund & late]', ['(', 'OR'], 'refund (late OR)'],
    ['a (b OR c', '[a & [b | c]]', ['('], 'a (b OR c)'],
    ['a) b', '[a & b]', [')'], 'a b'],
    ['a () b', '[a & b]', ['()'], null],
    ['a "b c', '[a & "b c"]', ['"b c'], 'a "b c"'],
    ['a "" b', '[a & b]', ['""'], null],
    ['OR a', 'a', ['OR'], null],
    ['a OR', 'a', ['OR'], null],
    ['a OR OR b', '[a | b]', ['OR'], null],
    ['a AND', 'a', ['AND'], null],
    ['AND a', 'a', ['AND'], null],
    ['a NOT', 'a', ['NOT'], null],
    ['a NOT OR b', '[a | b]', ['NOT'], null],
    ['scource:zendesk a', '[scource:zendesk & a]', ['scource:zendesk'], 'source:zendesk a'],
    ['labels:x', 'labels:x', ['labels:x'], 'label:x'],
    ['color:"dark red"', '"color dark red"', ['color:"dark red"'], null],
    ['a source:', 'a', ['source:'], null],
    ['source:a,,b', 'source:a,b', ['source:a,,b'], null],
    ['source:a, b', '[source:a & b]', ['source:a,'], null],
    ['review:maybe,pass', 'review:pass', ['maybe'], null],
    ['verdict:failed a', 'a', ['failed'], 'verdict:fail a'],
    ['has:attachments', '', ['attachments'], 'has:attachment'],
    ['csat:low', '', ['low'], null],
    ['csat:<', '', ['<'], null],
    ['csat:5..1', '', ['5..1'], 'csat:1..5'],
    ['turns:..', '', ['..'], null],
    ['after:2026-02-31 a', 'a', ['2026-02-31'], null],
    ['before:soon', '', ['soon'], null],
    ['before:yesteday', '', ['yesteday'], 'before:yesterday'],
    ['on:2026-13', '', ['2026-13'], null],
    ['on:2026-08-09..2026-08-01', '', ['2026-08-09..2026-08-01'], 'on:2026-08-01..2026-08-09'],
    ['changed:maybe', '', ['maybe'], null],
    ['user:Pro', 'user:Pro', ['user:Pro'], null],
    ['user.seats:>many', '', ['>many'], 'user.seats:">many"'],
  ])('says where %s is wrong, and the rest is searched for', (text, searched, wrong, mended) => {
    expect(judged(text)).toEqual({ searched, wrong, mended });
  });

  it('names what is allowed', () => {
    const messageOf = (text: string) => parse(text).problems[0]?.message ?? '';
    for (const field of fieldNames.filter((name) => name !== 'user'))
      expect(messageOf('colour:red')).toContain(`${field}:`);
    expect(messageOf('lable:x')).toContain('The nearest is label:.');
    expect(messageOf('tag:(a OR b)')).toContain('tag:a,b');
    expect(messageOf('review:maybe')).toContain('none, done, pass, fail, unsure, labelled, noted');
    expect(messageOf('csat:low')).toMatch(/number.*>=3.*1\.\.3.*none/u);
    expect(messageOf('after:soon')).toMatch(/2026-08-01.*7d/u);
    expect(messageOf('changed:soon')).toMatch(/2026-08-01.*yes, no, stale/u);
    expect(messageOf('from:customer')).toContain('user, agent, finibot, otherbot, note');
  });

  it('keeps quiet while a list is being typed', () => {
    expect(parse('a source:zendesk,').problems).toEqual([]);
  });

  it('is mended by what it offers', () => {
    fc.assert(
      fc.property(anyTyped, (text) => {
        for (const { offer, message } of parse(text).problems) {
          if (!offer || !message.includes('not closed')) continue;
          const mended = text.slice(0, offer.start) + offer.text + text.slice(offer.end);
          expect(parse(mended).problems.filter((problem) => problem.message === message)).toEqual([]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
