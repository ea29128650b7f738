import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Expression, fieldNames } from '#shared/query/ast.ts';
import { allClausesOf } from '#shared/query/clauses.ts';
import { fields, wordMeanings } from '#shared/query/fields.ts';
import { queryHelp } from '#shared/query/help.ts';
import { parseQuery } from '#shared/query/parse.ts';

const entries = queryHelp.flatMap((group) => group.entries);
const documentation = readFileSync(new URL('../../../../docs/query-language.md', import.meta.url), 'utf8');
/** What stands in the first column of the tables. */
const documented = documentation
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .flatMap((line) => [...(line.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/gu)].map(([, query = '']) => query));

describe.each([
  ['the help', entries.map(({ example }) => example)],
  ['the documentation', documented],
])('%s', (_, examples) => {
  it.each(examples)('gives %s, which is a query without a problem', (example) => {
    expect(parseQuery(example).problems).toEqual([]);
    expect(parseQuery(example).expression).not.toBeNull();
  });

  it('has every clause', () => {
    const shown = new Set(examples.flatMap(allClausesOf).map(({ field }) => field));
    expect([...shown].sort()).toEqual([...fieldNames].sort());
  });

  it('has every operator', () => {
    const kinds = new Set<string>();
    const look = (part: Expression): void => {
      kinds.add('prefix' in part && part.prefix ? `${part.kind}*` : part.kind);
      if (part.kind === 'and' || part.kind === 'or') part.parts.forEach(look);
      else if (part.kind === 'not') look(part.part);
      else if (part.kind === 'clause')
        for (const value of part.values) kinds.add(value.kind === 'value' && value.prefix ? 'value*' : value.kind);
    };
    for (const example of examples) look(parseQuery(example).expression!);
    for (const kind of [
      'and',
      'or',
      'not',
      'word',
      'word*',
      'phrase',
      'phrase*',
      'clause',
      'value*',
      'comparison',
      'range',
    ])
      expect(kinds).toContain(kind);
  });
});

it('names every word that a clause takes, in the help and in the documentation', () => {
  const told = entries.map(({ example, meaning }) => `${example} ${meaning}`).join('\n');
  for (const name of fieldNames)
    for (const word of fields[name].words) {
      expect(told).toContain(word);
      expect(documentation).toContain(`\`${word}\``);
    }
});

it('explains only words that there are', () => {
  for (const name of fieldNames)
    for (const word of Object.keys(wordMeanings[name] ?? {})) expect(fields[name].words).toContain(word);
});
