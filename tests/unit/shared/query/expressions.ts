/** Generated queries, for properties. */
import fc from 'fast-check';
import {
  type ClauseExpression,
  type ClauseValue,
  type Expression,
  type FieldName,
  fieldNames,
} from '#shared/query/ast.ts';
import { fields } from '#shared/query/fields.ts';

const nowhere = { start: 0, end: 0 };
export const anyName = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
  .map((text) => text.trim())
  .filter((text) => text !== '');
const numbers = fc.oneof(fc.integer({ min: -20, max: 99 }), fc.constantFrom(0.5, 4.25)).map(String);
const dates = fc.constantFrom(
  '2026',
  '2026-08',
  '2026-08-01',
  '2026-08-01T09:30',
  'today',
  'yesterday',
  '7d',
  '12h',
  '2w',
);

const plainValue = (text: string, prefix = false): ClauseValue => ({ ...nowhere, kind: 'value', text, prefix });

const orderedValue = (
  operands: fc.Arbitrary<string>,
  sorted: (one: string, other: string) => boolean,
): fc.Arbitrary<ClauseValue> =>
  fc.oneof(
    operands.map((text) => plainValue(text)),
    fc.record({
      start: fc.constant(0),
      end: fc.constant(0),
      kind: fc.constant('comparison' as const),
      comparator: fc.constantFrom('<' as const, '<=' as const, '>=' as const, '>' as const),
      text: operands,
    }),
    fc
      .tuple(fc.option(operands), fc.option(operands))
      .filter(([from, to]) => (from !== null || to !== null) && (from === null || to === null || sorted(from, to)))
      .map(([from, to]): ClauseValue => ({ ...nowhere, kind: 'range', from, to })),
  );

const nameValue = fc.tuple(anyName, fc.boolean()).map(([text, prefix]) => plainValue(text, prefix));
const numberValue = orderedValue(numbers, (one, other) => Number(one) <= Number(other));
const dateValue = orderedValue(dates, (one, other) => one === other);

const clauseValue = (field: FieldName): fc.Arbitrary<ClauseValue> => {
  const { kind, words } = fields[field];
  const anyWord = words.length > 0 ? [fc.constantFrom(...words).map((text) => plainValue(text))] : [];
  switch (kind) {
    case 'id':
    case 'part':
      return anyName.map((text) => plainValue(text));
    case 'name':
      return nameValue;
    case 'choice':
      return anyWord[0]!;
    case 'moment':
      return dates.map((text) => plainValue(text));
    case 'number':
      return fc.oneof(numberValue, ...anyWord);
    case 'date':
      return fc.oneof(dateValue, ...anyWord);
    case 'attribute':
      return fc.oneof(nameValue, numberValue);
  }
};

export const anyClause: fc.Arbitrary<ClauseExpression> = fc.constantFrom(...fieldNames).chain((field) =>
  fc.record({
    start: fc.constant(0),
    end: fc.constant(0),
    kind: fc.constant('clause' as const),
    field: fc.constant(field),
    key:
      field === 'user'
        ? fc.oneof(fc.constantFrom('plan', 'seats', 'company.name', 'Größe', 'date of birth'), anyName)
        : fc.constant(null),
    values: fc.array(clauseValue(field), { minLength: 1, maxLength: 3 }),
  }),
);

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.record({
    start: fc.constant(0),
    end: fc.constant(0),
    kind: fc.constant('word' as const),
    text: fc.stringMatching(/^[a-zé0-9@.'&][a-zé0-9@.'&-]{0,9}$/u),
    prefix: fc.boolean(),
  }),
  fc.record({
    start: fc.constant(0),
    end: fc.constant(0),
    kind: fc.constant('phrase' as const),
    text: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => text.trim() !== ''),
    prefix: fc.boolean(),
  }),
  anyClause,
);

/** Any query there can be, positions left out. */
export const { expression: anyExpression } = fc.letrec<{ expression: Expression }>((tie) => {
  const parts = fc.array(tie('expression'), { minLength: 2, maxLength: 4 });
  return {
    expression: fc.oneof(
      { depthSize: 'small' },
      { weight: 3, arbitrary: leaf },
      { weight: 1, arbitrary: parts.map((all): Expression => ({ ...nowhere, kind: 'and', parts: all })) },
      { weight: 1, arbitrary: parts.map((all): Expression => ({ ...nowhere, kind: 'or', parts: all })) },
      { weight: 1, arbitrary: tie('expression').map((part): Expression => ({ ...nowhere, kind: 'not', part })) },
    ),
  };
});

/** The expression as it is wherever it stands. */
export const unplaced = (expression: Expression | null): unknown =>
  JSON.parse(JSON.stringify(expression, (key, value) => (key === 'start' || key === 'end' ? undefined : value)));

/** Every expression and value within, itself first. */
export const everyPart = (expression: Expression): readonly (Expression | ClauseValue)[] => {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return [expression, ...expression.parts.flatMap(everyPart)];
    case 'not':
      return [expression, ...everyPart(expression.part)];
    case 'clause':
      return [expression, ...expression.values];
    case 'word':
    case 'phrase':
      return [expression];
  }
};

/** Text that looks like queries, whole and broken. */
export const anyTyped: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ...[
            '(',
            ')',
            '"',
            '“',
            '”',
            ' ',
            ' ',
            ',',
            '-',
            '*',
            '\\',
            ':',
            '..',
            '>=',
            '<',
            'OR',
            ' OR ',
            'AND',
            ' AND ',
            'NOT ',
            'refund',
            'a(b)',
          ],
          ...fieldNames.map((field) => `${field}:`),
          ...[
            'user.plan:',
            'user."a b":',
            'zendesk',
            'none',
            'yes',
            '2026-08-01',
            '7d',
            '3',
            'colour:red',
            'https://x.com',
            '返金',
            '👍🏽',
          ],
        ),
        fc.string({ maxLength: 4 }),
      ),
      { maxLength: 20 },
    )
    .map((pieces) => pieces.join('')),
);
