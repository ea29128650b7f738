/** A user's attributes as they can be asked for: each leaf of the open object is a term of its key and its value. */
import { createHash } from '#shared/domain/content-hash.ts';
import { foldName } from '#shared/query/terms.ts';

/** Attributes are an open object: how deep it is looked into. */
const ATTRIBUTE_DEPTH = 4;

/** Begins the terms of attributes. No word holds it, and it sorts before all words. */
const MARK = '\u0001';
const BETWEEN = '\u0002';
const CUT = '\u0003';

/** Longest value kept whole, and what is kept of a longer one, in UTF-16 code units. */
const LONGEST_VALUE = 80;
const KEPT = 48;

/**
 * Calls `visit` with each text, number and truth value within. Keys of nested objects are joined by dots; places in
 * lists are left out.
 */
export const eachLeaf = (
  attributes: Readonly<Record<string, unknown>>,
  visit: (key: string, value: string | number | boolean) => void,
): void => {
  const look = (value: unknown, key: string, depth: number): void => {
    switch (typeof value) {
      case 'string':
      case 'number':
      case 'boolean':
        visit(key, value);
        return;
      case 'object':
        if (value === null || depth > ATTRIBUTE_DEPTH) return;
        if (Array.isArray(value)) for (const inner of value) look(inner, key, depth + 1);
        else
          for (const name of Object.keys(value))
            look(Reflect.get(value, name), key === '' ? name : `${key}.${name}`, depth + 1);
        return;
      default:
    }
  };
  for (const name of Object.keys(attributes)) look(attributes[name], name, 1);
};

/** Text as a term keeps it: without what parts its pieces, and without halves of surrogate pairs, which cannot be stored. */
const plain = (text: string): string =>
  PRINTABLE.test(text)
    ? text.toLowerCase().trim()
    : foldName(text)
        .replace(/\p{Cc}/gu, ' ')
        .replace(/\p{Surrogate}/gu, '\ufffd');

/** Nothing but letters, digits and signs of ASCII: most keys and values. */
const PRINTABLE = /^[ -~]*$/u;

const cutValue = (folded: string): string => {
  if (folded.length <= LONGEST_VALUE) return folded;
  const hash = createHash();
  hash.text(folded);
  return `${folded.slice(0, KEPT).replace(/\p{Surrogate}$/u, '')}${CUT}${hash.digest()}`;
};

/** What all terms of a key begin with. */
export const attributeKeyTerm = (key: string): string => {
  let term = keyTerms.get(key);
  if (term === undefined) {
    if (keyTerms.size >= MOST_KEYS) keyTerms.clear();
    term = `${MARK}${plain(key)}${BETWEEN}`;
    keyTerms.set(key, term);
  }
  return term;
};

/** A workspace has few keys, and every interaction has some of them. */
const keyTerms = new Map<string, string>();
const MOST_KEYS = 1024;

/** The term of a whole value. */
export const attributeTerm = (key: string, value: string): string => attributeKeyTerm(key) + cutValue(plain(value));

/** What the terms of values begin with that begin so. Of a longer beginning only what is kept of long values counts. */
export const attributePrefixTerm = (key: string, prefix: string): string =>
  attributeKeyTerm(key) +
  plain(prefix)
    .slice(0, KEPT)
    .replace(/\p{Surrogate}$/u, '');

/** The term of a value as it is; null when there is nothing to ask for. */
export const leafTerm = (key: string, value: string): string | null =>
  value.trim() === '' ? null : attributeTerm(key, value);

/** What all terms of attributes begin with. */
export const ATTRIBUTES = MARK;

/** Key and value of a term, folded; null for a word. Of a long value only the beginning is known. */
export const attributeOf = (
  term: string,
): { readonly key: string; readonly value: string; readonly whole: boolean } | null => {
  if (!term.startsWith(MARK)) return null;
  const between = term.indexOf(BETWEEN);
  const cutAt = term.indexOf(CUT, between);
  return {
    key: term.slice(1, between),
    value: term.slice(between + 1, cutAt < 0 ? term.length : cutAt),
    whole: cutAt < 0,
  };
};

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/u;

/** A value that is a number, or is written as one; null for any other. */
export const attributeNumber = (value: string): number | null => {
  return NUMBER.test(value) ? Number(value) : null;
};
