/** What can be written at the caret of the search box: clauses, values of a clause with their counts, and words. */
import type { Completion, Completions } from '#shared/contract/data.ts';
import { type FieldName, fieldNames, isFieldName, type Span } from '#shared/query/ast.ts';
import { fields, wordMeanings } from '#shared/query/fields.ts';
import { lex, type Token, type ValuePiece } from '#shared/query/lex.ts';
import { nearest } from '#shared/query/nearest.ts';
import { printValue } from '#shared/query/print.ts';
import { foldName, foldText, termsOf } from '#shared/query/terms.ts';
import { dateCompletions } from './suggest-dates.ts';

export interface CountedValue {
  readonly value: string;
  /** Interactions that have it; null where that is not known. */
  readonly count: number | null;
  /** What is shown, where that differs from the value. */
  readonly label?: string;
}

/** Where suggestions come from. All counts are over the whole workspace. */
export interface SuggestSource {
  /**
   * Values of a field, most frequent first. Empty where they are not known, as for ids and dates.
   *
   * @param key the attribute of `user`, as typed; null for every other field
   * @param typed what is typed of the value, folded; values of attributes that do not begin so need not be among them
   */
  values(field: FieldName, key: string | null, typed: string): readonly CountedValue[];
  /** Keys of attributes, nested ones joined by dots. */
  attributeKeys(): readonly CountedValue[];
  /** Terms that begin with a folded text, most frequent first. */
  words(prefix: string, limit: number): readonly CountedValue[];
}

/** Offered at a time. */
const MOST_VALUES = 12;
const MOST_WORDS = 6;

/**
 * What completes the text at the caret. `from` is where the word or clause begins, behind a `-`, so that a value comes
 * with its clause.
 *
 * @param caret UTF-16 offset into the text
 * @param now epoch ms, for naming the dates that are offered
 */
export const suggest = (text: string, caret: number, source: SuggestSource, now: number): Completions => {
  const at = Math.max(0, Math.min(caret, text.length));
  const token = lex(text).findLast(({ start, end }) => start < at && at <= end);
  switch (token?.kind) {
    case 'clause': {
      const first = token.values[0]!;
      return at < first.start
        ? nameCompletions(text, token, first, at, source)
        : valueCompletions(text, token, at, source, now);
    }
    case 'text':
      if (token.value.quoted) return none(at);
      return token.value.text === '-'
        ? wordCompletions('', { start: token.end, end: token.end }, source)
        : wordCompletions(text.slice(token.start, at), token, source);
    case 'or':
    case 'and':
    case 'not':
      // A sign stands right before what is to come; a word in capitals may become another.
      return text[token.start] === '-'
        ? wordCompletions('', { start: token.end, end: token.end }, source)
        : wordCompletions(text.slice(token.start, at), token, source);
    case '(':
    case ')':
    case undefined: {
      const next = lex(text).find(({ start }) => start === at);
      // Right before a word nothing can be written without running into it.
      return next && next.kind !== ')' ? none(at) : wordCompletions('', { start: at, end: at }, source);
    }
  }
};

type ClauseToken = Extract<Token, { kind: 'clause' }>;

const none = (at: number): Completions => ({ from: at, to: at, items: [] });

/** Clauses, attributes and words that begin with what is typed. */
const wordCompletions = (typed: string, { start, end }: Span, source: SuggestSource): Completions => {
  const items = [...clauseItems(typed, source), ...wordItems(typed, source)];
  return { from: start, to: end, items };
};

/** The caret stands in the name of a clause: it becomes another one, and its values stay. */
const nameCompletions = (
  text: string,
  { start }: ClauseToken,
  { start: valuesStart }: ValuePiece,
  at: number,
  source: SuggestSource,
): Completions => ({
  from: start,
  to: valuesStart,
  items: clauseItems(text.slice(start, at), source).filter(({ insert }) => insert.endsWith(':')),
});

const clauseItems = (typed: string, source: SuggestSource): readonly Completion[] => {
  const name = typed.toLowerCase();
  if (name.startsWith('user.')) return attributeItems(typed.slice('user.'.length), source);
  return fieldNames
    .filter((field) => field.startsWith(name))
    .map((field) => clauseItem(field === 'user' ? 'user.' : `${field}:`, fields[field].meaning));
};

const clauseItem = (insert: string, detail: string, count: number | null = null): Completion => ({
  insert,
  label: insert,
  kind: 'clause',
  count,
  detail,
});

const attributeItems = (typed: string, source: SuggestSource): readonly Completion[] => {
  const plain = typed.replaceAll(/["“”„]/gu, '');
  return ranked(source.attributeKeys(), plain)
    .slice(0, MOST_VALUES)
    .map(({ value, count }) => ({
      ...clauseItem(`user.${/[\s",():“”„]/u.test(value) ? printQuoted(value) : value}:`, '', count),
      label: `user.${value}:`,
    }));
};

const printQuoted = (text: string): string => `"${text.replaceAll(/["\\]/gu, '\\$&')}"`;

const wordItems = (typed: string, source: SuggestSource): readonly Completion[] => {
  // What is several terms (an address, a text without spaces) has no one word that goes on.
  const terms = termsOf(typed);
  if (terms.length !== 1 || terms[0] !== foldText(typed)) return [];
  return source
    .words(terms[0], MOST_WORDS + 1)
    .filter(({ value }) => value !== terms[0])
    .slice(0, MOST_WORDS)
    .map(({ value, count }) => ({ insert: value, label: value, kind: 'word', count, detail: '' }));
};

const valueCompletions = (
  text: string,
  { start, name, key, values }: ClauseToken,
  at: number,
  source: SuggestSource,
  now: number,
): Completions => {
  const piece = values.findLast((value) => value.start <= at) ?? values[0]!;
  // An open quotation mark has taken in all that stands behind the caret.
  const to = piece.unclosed ? at : piece.end;
  const before = text.slice(start, piece.start);
  const answer = (items: readonly Completion[]): Completions => ({ from: start, to, items });
  if (!isFieldName(name) || (name === 'user') !== (key !== null)) return answer(nearItems(name));

  const typed = typedOf(text.slice(piece.start, at), piece.quoted);
  const others = new Set(values.filter((value) => value !== piece).map((value) => foldName(value.text)));
  const known = knownValues(name, key, foldName(typed), source, now);
  const items = ranked(known, typed)
    .filter(({ value }) => !others.has(foldName(value)))
    .slice(0, MOST_VALUES)
    .map(
      ({ value, count, label, detail }): Completion => ({
        insert: before + printed(name, value),
        label: label ?? value,
        kind: 'value',
        count,
        detail: detail ?? '',
      }),
    );
  return answer(items);
};

/** What is typed of a value so far, without its quotation mark and the signs of a comparison. */
const typedOf = (text: string, quoted: boolean): string => (quoted ? text.slice(1) : text);

const printed = (field: FieldName, value: string): string => {
  const { kind } = fields[field];
  return kind === 'date' || kind === 'moment' || kind === 'number' ? value : printValue(value);
};

interface KnownValue extends CountedValue {
  readonly detail?: string;
}

/** The words of the language in their own order, then what the data hold. */
const knownValues = (
  field: FieldName,
  key: string | null,
  typed: string,
  source: SuggestSource,
  now: number,
): readonly KnownValue[] => {
  const { kind, words } = fields[field];
  const counted = source.values(field, key, typed);
  const countOf = new Map(counted.map(({ value, count }) => [value, count]));
  const meanings = wordMeanings[field];
  // Where others are counted, what is not among them is nowhere.
  const otherwise = counted.length > 0 ? 0 : null;
  const closed = words.map((word): KnownValue => {
    const detail = meanings?.[word] ?? '';
    return { value: word, count: countOf.get(word) ?? otherwise, detail };
  });
  if (kind === 'choice') return closed;
  const dates = kind === 'date' || kind === 'moment' ? dateCompletions(field, now) : [];
  const known = new Set([...words, ...dates.map(({ value }) => value)]);
  const unnamed = closed.filter(({ value }) => !dates.some((date) => date.value === value));
  const open = counted.filter(({ value }) => value.trim() !== '' && !known.has(value));
  return [...dates.map((date) => ({ ...date, count: null })), ...unnamed, ...open];
};

/** What begins with the typed text, then what has a word that does; each as frequent as it comes. */
const ranked = <Value extends { readonly value: string; readonly label?: string }>(
  values: readonly Value[],
  typed: string,
): readonly Value[] => {
  const wanted = foldName(typed);
  if (wanted === '') return values;
  const first: Value[] = [];
  const second: Value[] = [];
  for (const one of values) {
    const names = [one.value, one.label ?? one.value].map(foldName);
    if (names.some((name) => name.startsWith(wanted))) first.push(one);
    else if (
      names.some((name) => termsOf(name).some((_, index, terms) => terms.slice(index).join(' ').startsWith(wanted)))
    )
      second.push(one);
  }
  return [...first, ...second];
};

/** For a clause there is not: the one that was probably meant, before whatever value is typed. */
const nearItems = (name: string): readonly Completion[] => {
  const meant = nearest(name, fieldNames);
  if (meant === null || !isFieldName(meant)) return [];
  return [clauseItem(meant === 'user' ? 'user.' : `${meant}:`, fields[meant].meaning)];
};
