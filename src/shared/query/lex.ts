/** Cuts a query's text into tokens: words, quoted phrases, `field:value` clauses and operators, with where each stands. */
import type { Span } from './ast.ts';

export interface ValuePiece extends Span {
  readonly text: string;
  readonly quoted: boolean;
  /** `*` stands behind the closing quotation mark. */
  readonly starred: boolean;
  /** A quotation mark was opened and never closed: the rest of the text was taken as quoted. */
  readonly unclosed: boolean;
}

export type Token = Span &
  (
    | { readonly kind: '(' | ')' | 'and' | 'or' | 'not' }
    | { readonly kind: 'text'; readonly value: ValuePiece }
    | {
        readonly kind: 'clause';
        /** As typed, in lower case. */
        readonly name: string;
        /** What stands between `user.` and the colon; null for any other name. */
        readonly key: string | null;
        /** Values between commas. */
        readonly values: readonly ValuePiece[];
      }
  );

const SPACE = /\s/u;
const NAME = /^[A-Za-z][\w.-]+(?=:(?!\/\/))/u;
const USER = /^user\./iu;
/** Quotation marks that some keyboards and programs put in the place of the plain one. */
const CURLY = /[“”„]/u;
const isQuote = (character: string | undefined): boolean =>
  character !== undefined && (character === '"' || CURLY.test(character));

/** Longest name of a clause or an attribute, in UTF-16 code units. */
const LONGEST_NAME = 256;

/** Reads the tokens from left to right. Every character that is not white space belongs to exactly one token. */
export const lex = (text: string): readonly Token[] => {
  const closings = closingsOf(text);
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (SPACE.test(text[at]!)) {
      at += 1;
      continue;
    }
    const token = readToken(text, at, closings);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
};

/**
 * For each `(` in the middle of a word, where its `)` is, if that is in the same word: `refund(s)` is one word, while in
 * `(tag:a OR tag:b)` the parenthesis ends the value.
 */
const closingsOf = (text: string): ReadonlyMap<number, number> => {
  const closings = new Map<number, number>();
  let open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '(') open.push(at);
    else if (character === ')') {
      const opened = open.pop();
      if (opened !== undefined) closings.set(opened, at);
    } else if (SPACE.test(character) || isQuote(character)) open = [];
  }
  return closings;
};

type Closings = ReadonlyMap<number, number>;

const readToken = (text: string, start: number, closings: Closings): Token => {
  const character = text[start]!;
  if (character === '(' || character === ')') return { kind: character, start, end: start + 1 };
  const next = text[start + 1];
  if (character === '-' && next !== undefined && next !== ')' && !SPACE.test(next))
    return { kind: 'not', start, end: start + 1 };
  const name = readName(text, start);
  if (name) return readClause(text, start, name, closings);
  const value = readValue(text, start, false, closings);
  const { end } = value;
  switch (value.quoted ? '' : value.text) {
    case 'AND':
      return { kind: 'and', start, end };
    case 'OR':
      return { kind: 'or', start, end };
    case 'NOT':
      return { kind: 'not', start, end };
    default:
      return { kind: 'text', value, start, end };
  }
};

interface Name {
  readonly name: string;
  readonly key: string | null;
  /** Behind the colon. */
  readonly end: number;
}

const readName = (text: string, start: number): Name | null => {
  const head = text.slice(start, start + LONGEST_NAME);
  if (USER.test(head)) {
    const attribute = readKey(text, start + 'user.'.length);
    if (attribute) return { name: 'user', key: attribute.key, end: attribute.end + 1 };
  }
  const name = NAME.exec(head);
  return name ? { name: name[0].toLowerCase(), key: null, end: start + name[0].length + 1 } : null;
};

/** The name of an attribute: anything up to the colon, quoted where it holds white space and the like. */
const readKey = (text: string, start: number): { readonly key: string; readonly end: number } | null => {
  let key = '';
  let at = start;
  while (at < text.length && at - start < LONGEST_NAME) {
    const character = text[at]!;
    if (character === ':') return key === '' ? null : { key, end: at };
    if (isQuote(character)) {
      const quoted = readQuoted(text, at);
      if (quoted.unclosed) return null;
      key += quoted.text;
      at = quoted.end;
    } else if (SPACE.test(character) || '(),'.includes(character)) return null;
    else {
      key += character;
      at += 1;
    }
  }
  return null;
};

const readClause = (text: string, start: number, { name, key, end }: Name, closings: Closings): Token => {
  const values: ValuePiece[] = [];
  let at = end;
  for (;;) {
    const value = readValue(text, at, true, closings);
    values.push(value);
    at = value.end;
    if (text[at] !== ',') break;
    at += 1;
  }
  return { kind: 'clause', name, key, values, start, end: at };
};

const readValue = (text: string, start: number, inClause: boolean, closings: Closings): ValuePiece => {
  if (isQuote(text[start])) return readQuoted(text, start);
  let at = start;
  let within = 0;
  for (; at < text.length && !SPACE.test(text[at]!); at += 1) {
    const character = text[at]!;
    if (inClause && character === ',' && within === 0) break;
    // A quote in the middle of a word begins a phrase of its own: refund"bank transfer".
    if (isQuote(character)) break;
    if (character === '(') {
      if (at === start || !closings.has(at)) break;
      within += 1;
    } else if (character === ')') {
      if (within === 0) break;
      within -= 1;
    }
  }
  return { text: text.slice(start, at), quoted: false, starred: false, unclosed: false, start, end: at };
};

const readQuoted = (text: string, start: number): ValuePiece => {
  // A plain quotation mark is closed by a plain one, so that a phrase can hold the others.
  const closes =
    text[start] === '"' ? (character: string) => character === '"' : (character: string) => CURLY.test(character);
  let value = '';
  let at = start + 1;
  while (at < text.length && !closes(text[at]!)) {
    if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at += 1;
    value += text[at]!;
    at += 1;
  }
  const unclosed = at >= text.length;
  const starred = !unclosed && text[at + 1] === '*';
  return { text: value, quoted: true, starred, unclosed, start, end: unclosed ? at : starred ? at + 2 : at + 1 };
};
