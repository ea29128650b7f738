import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseFields, type QueryTerm, reviewValues, verdictValues } from '#shared/query/ast.ts';
import { clausesOf, hasClause, withClause, withoutClause } from '#shared/query/clauses.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { printQuery } from '#shared/query/print.ts';

const now = new Date(2026, 7, 20, 12).getTime();
const plain = (text: string) => parseQuery(text, now).terms.map(({ start: _, end: __, ...term }) => term);

const value = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => text.trim() !== '');
const placed = { start: fc.constant(0), end: fc.constant(0), negated: fc.boolean() };
const term: fc.Arbitrary<QueryTerm> = fc.oneof(
  fc.record({
    ...placed,
    kind: fc.constant('word' as const),
    text: fc.stringMatching(/^[a-zé0-9@.']{1,10}$/u),
    prefix: fc.boolean(),
  }),
  fc.record({ ...placed, kind: fc.constant('phrase' as const), text: value }),
  fc.constantFrom(...clauseFields).chain((field) =>
    fc.record({
      ...placed,
      kind: fc.constant('clause' as const),
      field: fc.constant(field),
      values: fc.array(
        field === 'after' || field === 'before'
          ? fc.constantFrom('2026-08-01', '7d', '2026-08-01T09:30')
          : field === 'review'
            ? fc.constantFrom(...reviewValues)
            : field === 'verdict'
              ? fc.constantFrom(...verdictValues)
              : value,
        { minLength: 1, maxLength: 3 },
      ),
    }),
  ),
);

describe('the query language', () => {
  it('reads words, phrases, prefixes, negation and clauses', () => {
    expect(plain('refund "bank transfer" -test refun* status:"Escalated to Human Agent",Open -tag:x')).toEqual([
      { kind: 'word', text: 'refund', prefix: false, negated: false },
      { kind: 'phrase', text: 'bank transfer', negated: false },
      { kind: 'word', text: 'test', prefix: false, negated: true },
      { kind: 'word', text: 'refun', prefix: true, negated: false },
      { kind: 'clause', field: 'status', values: ['Escalated to Human Agent', 'Open'], negated: false },
      { kind: 'clause', field: 'tag', values: ['x'], negated: true },
    ]);
  });

  it('takes addresses and times of day for words', () => {
    expect(plain('https://example.com 12:30').map((one) => one.kind)).toEqual(['word', 'word']);
  });

  it('prints what it parses back to the same', () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 6 }), (terms) => {
        const strip = (all: readonly QueryTerm[]) => all.map(({ start: _, end: __, ...rest }) => rest);
        const parsed = parseQuery(printQuery(terms), now);
        expect(parsed.problems).toEqual([]);
        expect(strip(parsed.terms)).toEqual(strip(terms));
      }),
    );
  });

  it('finds a meaning in any text, with problems inside it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const query = parseQuery(text, now);
        for (const { start, end } of [...query.problems, ...query.terms]) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        const again = parseQuery(printQuery(query.terms), now);
        expect(again.terms.length).toBe(query.terms.length);
      }),
    );
  });

  it('names the clauses when one is unknown, and searches for the rest', () => {
    const query = parseQuery('refund colour:red', now);
    expect(query.terms).toHaveLength(1);
    expect(query.problems).toMatchObject([{ start: 7, end: 17 }]);
    expect(query.problems[0]?.message).toContain('source:');
  });

  it.each(['after:2026-02-31', 'before:soon', 'review:maybe', 'source:'])('says what is wrong with %s', (text) => {
    const query = parseQuery(text, now);
    expect(query.terms).toEqual([]);
    expect(query.problems).toHaveLength(1);
  });

  it('says that a quotation mark is not closed and takes the rest as the phrase', () => {
    const query = parseQuery('a "b c', now);
    expect(query.problems).toHaveLength(1);
    expect(query.terms[1]).toMatchObject({ kind: 'phrase', text: 'b c' });
  });
});

describe('clauses as chips', () => {
  it('adds a value to a list, quoting it when it has to be', () => {
    expect(withClause('refund source:zendesk', 'source', 'intercom')).toBe('refund source:zendesk,intercom');
    expect(withClause('refund', 'status', 'Waiting for Customer')).toBe('refund status:"Waiting for Customer"');
    expect(withClause('after:7d', 'after', '30d')).toBe('after:30d');
    expect(withClause('tag:a', 'tag', 'b')).toBe('tag:a tag:b');
  });

  it('takes a value out and leaves the rest as it was typed', () => {
    expect(withoutClause('refund  source:zendesk,intercom "x  y"', 'source', 'Zendesk')).toBe(
      'refund  source:intercom "x  y"',
    );
    expect(withoutClause('source:zendesk refund', 'source')).toBe('refund');
    expect(withoutClause('a source:zendesk', 'source')).toBe('a');
  });

  it('gives back the text without the clause after adding and removing it', () => {
    fc.assert(
      fc.property(
        fc.array(term, { maxLength: 4 }),
        fc.constantFrom('source', 'tag', 'status', 'label'),
        value,
        (terms, field, one) => {
          const text = printQuery(terms);
          fc.pre(!clausesOf(text).some((clause) => clause.field === field));
          const added = withClause(text, field, one);
          expect(hasClause(added, field, one)).toBe(true);
          const removed = withoutClause(added, field, one);
          expect(hasClause(removed, field, one)).toBe(false);
          expect(removed).toBe(text.trimEnd());
        },
      ),
    );
  });
});
