import { describe, expect, it } from 'vitest';
import { parseQuery } from '#shared/query/parse.ts';
import { planSearch } from '../../../../src/renderer/data/search/plan.ts';
import type { PlanNode } from '../../../../src/renderer/data/search/plan-node.ts';

const now = new Date(2026, 7, 20, 12).getTime();
const plan = (text: string) => planSearch(parseQuery(text, now), now);
const day = (date: number, month = 7): number => new Date(2026, month, date).getTime();

/** The words of a plan with the sides that have to have said them. */
const words = (node: PlanNode): readonly string[] => {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.parts.flatMap(words);
    case 'not':
      return words(node.part);
    case 'text':
      return [`${node.terms.join(' ')}: ${node.sides?.join('|') ?? 'anywhere'}`];
    default:
      return [];
  }
};

describe('the plan of a query', () => {
  it.each([
    ['refund', ['refund: anywhere']],
    ['from:user refund', ['refund: customer']],
    [
      'from:user,note refund (late OR "too late")',
      ['refund: customer|note', 'late: customer|note', 'too late: customer|note'],
    ],
    ['from:user -refund', ['refund: customer']],
    ['-from:user refund', ['refund: anywhere']],
    ['refund OR from:user late', ['refund: anywhere', 'late: customer']],
    ['(from:user refund) (from:agent sorry) ok', ['refund: customer', 'sorry: agent', 'ok: anywhere']],
    ['from:user refund (from:agent sorry)', ['refund: customer', 'sorry: agent']],
    ['from:user from:agent refund', ['refund: customer', 'refund: agent']],
  ])('narrows in %s what each side has to have said', (text, expected) => {
    expect(words(plan(text).root)).toEqual(expected);
  });

  it.each([
    ['on:2026-08-01', [{ from: day(1), to: day(2) }]],
    ['on:2026-08', [{ from: day(1), to: day(1, 8) }]],
    ['on:>2026-08', [{ from: day(1, 8), to: Number.POSITIVE_INFINITY }]],
    ['on:<=2026-08', [{ from: Number.NEGATIVE_INFINITY, to: day(1, 8) }]],
    ['on:2026-08-01..2026-08-03', [{ from: day(1), to: day(4) }]],
    ['on:today', [{ from: day(20), to: day(21) }]],
    ['on:3d', [{ from: day(17), to: day(18) }]],
    ['on:3d..', [{ from: day(17) + 43_200_000, to: Number.POSITIVE_INFINITY }]],
    ['after:2026-08', [{ from: day(1), to: Number.POSITIVE_INFINITY }]],
    ['before:yesterday', [{ from: Number.NEGATIVE_INFINITY, to: day(19) }]],
  ])('reads %s as a stretch of local time', (text, ranges) => {
    expect(plan(text).root).toEqual({ kind: 'time', ranges });
  });

  it('tells what is asked without its period, where the whole query depends on one', () => {
    expect(plan('refund after:7d -on:today').undated).toMatchObject({ kind: 'text', terms: ['refund'] });
    expect(plan('after:7d').undated).toEqual({ kind: 'all' });
    const { root, undated } = plan('refund OR after:7d');
    expect(undated).toBe(root);
  });

  it('names what to highlight: what is asked for, not what is excluded', () => {
    expect(plan('Refún* "Bank  transfer" -late (card OR -x) tag:billing').highlights).toEqual([
      'refun*',
      'bank transfer',
      'card',
    ]);
  });

  it('leaves out what holds nothing to search for, and says so', () => {
    const { root, problems } = plan('refund -- OR !!');
    expect(root).toMatchObject({ kind: 'text', terms: ['refund'] });
    expect(problems.map(({ start, end }) => [start, end])).toEqual([
      [8, 9],
      [13, 15],
    ]);
    expect(plan('').root).toEqual({ kind: 'all' });
    expect(plan('--').root).toEqual({ kind: 'all' });
  });

  it('loads terms and positions only when they are needed', () => {
    const needs = (text: string) => [plan(text).needsTerms, plan(text).needsPositions];
    expect(needs('source:zendesk tag:x csat:1')).toEqual([false, false]);
    expect(needs('refund*')).toEqual([true, false]);
    expect(needs('user.plan:Pro')).toEqual([true, false]);
    expect(needs('"a b"')).toEqual([true, true]);
    expect(needs('from:user a')).toEqual([true, true]);
  });
});
