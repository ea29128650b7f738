import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allClausesOf,
  clausesOf,
  excludesClause,
  hasClause,
  toggleClause,
  withClause,
  withExclusion,
  withoutClause,
  withPeriod,
} from '#shared/query/clauses.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { printExpression } from '#shared/query/print.ts';
import { anyExpression, anyName, anyTyped, unplaced } from './expressions.ts';

describe('clauses as chips', () => {
  it('reads every value of the clauses that the whole query depends on', () => {
    expect(
      clausesOf('a source:zendesk,intercom -tag:"x y" user.Plan:Pro csat:<=2,none tag:bill* (id:1 OR id:2)'),
    ).toEqual([
      { field: 'source', name: 'source', value: 'zendesk', negated: false },
      { field: 'source', name: 'source', value: 'intercom', negated: false },
      { field: 'tag', name: 'tag', value: 'x y', negated: true },
      { field: 'user', name: 'user.Plan', value: 'Pro', negated: false },
      { field: 'csat', name: 'csat', value: '<=2', negated: false },
      { field: 'csat', name: 'csat', value: 'none', negated: false },
      { field: 'tag', name: 'tag', value: 'bill*', negated: false },
    ]);
    expect(allClausesOf('-(id:1 OR a id:2)').map(({ value, negated }) => [value, negated])).toEqual([
      ['1', true],
      ['2', true],
    ]);
  });

  it.each([
    ['refund source:zendesk', 'source', 'intercom', 'refund source:zendesk,intercom'],
    ['refund', 'status', 'Waiting for Customer', 'refund status:"Waiting for Customer"'],
    ['after:7d', 'after', '30d', 'after:30d'],
    ['tag:a', 'tag', 'b', 'tag:a tag:b'],
    ['csat:1', 'csat', '<=2', 'csat:1,<=2'],
    ['source:"a b" x', 'source', 'c', 'source:"a b",c x'],
    ['a OR b', 'source', 'x', '(a OR b) source:x'],
    ['a OR', 'source', 'x', '(a OR) source:x'],
    ['(a b) OR c', 'source', 'x', '((a b) OR c) source:x'],
    ['(a OR b)', 'source', 'x', '(a OR b) source:x'],
    ['a NOT', 'source', 'x', '(a NOT) source:x'],
    ['a "b', 'source', 'x', 'a "b" source:x'],
    ['a (b "c', 'source', 'x', 'a (b "c") source:x'],
    ['', 'user.date of birth', '1 May', 'user."date of birth":"1 May"'],
    ['x', 'tag', '<3', 'x tag:"<3"'],
    ['x', 'tag', 'why?*', 'x tag:"why?*"'],
    ['x', 'nonsense', 'y', 'x'],
    ['source:Zendesk', 'source', 'zendesk', 'source:Zendesk'],
  ])('adds to %j a %s of %j', (text, name, value, expected) => {
    expect(withClause(text, name, value)).toBe(expected);
  });

  it.each([
    ['refund  source:zendesk,intercom "x  y"', 'source', 'Zendesk', 'refund  source:intercom "x  y"'],
    ['source:"a b",c,"d"', 'source', 'c', 'source:"a b","d"'],
    ['source:zendesk refund', 'source', undefined, 'refund'],
    ['a source:zendesk', 'source', undefined, 'a'],
    ['a -source:zendesk b', 'source', 'zendesk', 'a b'],
    ['a NOT source:x b', 'source', 'x', 'a b'],
    ['a AND source:x', 'source', 'x', 'a'],
    ['source:x AND a', 'source', 'x', 'a'],
    ['a (source:x) b', 'source', 'x', 'a b'],
    ['a (source:x OR b)', 'source', 'x', 'a (source:x OR b)'],
    ['tag:a tag:b', 'tag', undefined, ''],
    ['user.plan:Pro user.seats:3', 'user.plan', undefined, 'user.seats:3'],
  ])('takes out of %j the %s %j, and leaves the rest as it was typed', (text, name, value, expected) => {
    expect(withoutClause(text, name, value)).toBe(expected);
  });

  it('asks for a value and no longer, and takes an exclusion away', () => {
    expect(toggleClause('a', 'tag', 'x')).toBe('a tag:x');
    expect(toggleClause('a tag:x', 'tag', 'x')).toBe('a');
    expect(toggleClause('a -tag:x', 'tag', 'x')).toBe('a tag:x');
  });

  it.each([
    ['', '-tag:x'],
    ['a tag:x', 'a -tag:x'],
    ['a OR b', '(a OR b) -tag:x'],
    ['(a b) OR c', '((a b) OR c) -tag:x'],
    ['a "b', 'a "b" -tag:x'],
    ['a -tag:X', 'a -tag:X'],
  ])('excludes a value from %j', (text, expected) => {
    expect(withExclusion(text, 'tag', 'x')).toBe(expected);
    expect(excludesClause(expected, 'tag', 'x')).toBe(true);
  });

  it('puts a period in the place of any other', () => {
    expect(withPeriod('refund after:7d', '2026-08-01', '2026-08-03')).toBe('refund after:2026-08-01 before:2026-08-03');
    expect(withPeriod('on:today refund before:2026', '2026-08-01', null)).toBe('refund after:2026-08-01');
    expect(withPeriod('refund after:7d before:1d', null, null)).toBe('refund');
    expect(withPeriod('a OR b', '2026-08-01', null)).toBe('(a OR b) after:2026-08-01');
  });

  it('gives back the text without the clause after adding and removing it', () => {
    fc.assert(
      fc.property(
        anyExpression,
        fc.constantFrom('source', 'tag', 'status', 'label', 'user.plan'),
        anyName,
        (expression, name, value) => {
          const text = printExpression(expression);
          fc.pre(!clausesOf(text).some((clause) => clause.name === name));
          const added = withClause(text, name, value);
          expect(hasClause(added, name, value)).toBe(true);
          const removed = withoutClause(added, name, value);
          expect(hasClause(removed, name, value)).toBe(false);
          expect(unplaced(parseQuery(removed).expression)).toEqual(unplaced(expression));
          if (expression.kind !== 'or') expect(removed).toBe(text);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('adds to any text what can be found in it and taken out of it', () => {
    fc.assert(
      fc.property(anyTyped, fc.constantFrom('source', 'tag', 'after'), (text, name) => {
        const value = name === 'after' ? '2026-08-01' : 'some thing';
        const added = withClause(text, name, value);
        expect(hasClause(added, name, value)).toBe(true);
        expect(hasClause(withoutClause(added, name, value), name, value)).toBe(false);
        expect(clausesOf(withoutClause(text, name)).some((clause) => clause.name === name)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
