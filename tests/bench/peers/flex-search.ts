/**
 * FlexSearch.
 *
 * Configured as fast as it is known to go: numbers as ids, our terms as they are, a resolution of one (no ranking, so that
 * results come in the order of the list), no context. A `forward` index, which finds prefixes, cannot tell a word from a
 * longer one, so words are asked of a `strict` index and prefixes of a `forward` one. It has neither "not" nor phrases nor
 * clauses that would not slow it down: lists are taken from one another, phrases looked for in the text of what holds
 * their words, and clauses tested on the typed arrays of the shelf.
 */
import { Index } from 'flexsearch';
import { GAP } from './document.ts';
import type { MakePeer } from './engine.ts';
import type { BenchQuery, WordsAsked } from './query.ts';
import { complement, type Found } from './shelf.ts';

const cut = (text: string): string[] => text.split(' ').filter((term) => term !== '' && term !== GAP);

export const makeFlexSearch: MakePeer = async (shelf) => {
  const count = shelf.documents.length;
  const options = { encode: cut, resolution: 1, context: false, cache: false, fastupdate: false } as const;
  const strict = new Index({ ...options, tokenize: 'strict' });
  const forward = new Index({ ...options, tokenize: 'forward' });
  shelf.documents.forEach(({ text }, id) => {
    strict.add(id, text);
    // A term once a document is enough, and prefixes of one that was there already add nothing.
    forward.add(id, [...new Set(cut(text))].join(' '));
  });

  const list = (index: Index, terms: readonly string[]): number[] =>
    index.search(terms.join(' '), { limit: count, suggest: false }) as number[];
  const listOf = ({ terms, prefix }: WordsAsked): number[] => {
    const found = list(prefix ? forward : strict, terms);
    return terms.length === 1 ? found : found.filter(holds(terms));
  };
  const holds = (terms: readonly string[]) => {
    const phrase = ` ${terms.join(' ')} `;
    return (id: number): boolean => shelf.documents[id]!.text.includes(phrase);
  };

  return {
    search: ({ words, clauses }: BenchQuery): Found => {
      const wanted = words.filter(({ negated }) => !negated);
      const plain = wanted.filter(({ prefix }) => !prefix);
      let numbers: ArrayLike<number> | null = null;
      // All words in one question: it intersects them itself.
      if (plain.length > 0) {
        const found = list(
          strict,
          plain.flatMap(({ terms }) => [...terms]),
        );
        const tests = plain.filter(({ terms }) => terms.length > 1).map(({ terms }) => holds(terms));
        numbers = ascending(tests.length > 0 ? found.filter((id) => tests.every((test) => test(id))) : found);
      }
      for (const word of wanted.filter(({ prefix }) => prefix)) {
        const found = ascending(listOf(word));
        numbers = numbers === null ? found : both(numbers, found);
      }
      numbers ??= complement([], count);
      for (const word of words.filter(({ negated }) => negated))
        numbers = both(numbers, complement(ascending(listOf(word)), count));
      for (const clause of clauses) {
        const test = shelf.test(clause);
        numbers = Uint32Array.from(numbers).filter(test);
      }
      return shelf.finish(numbers);
    },
    answer: (found) => shelf.answer(found as Found),
  };
};

const ascending = (numbers: readonly number[]): Uint32Array => Uint32Array.from(numbers).sort();

const both = (one: ArrayLike<number>, other: ArrayLike<number>): Uint32Array => {
  const found: number[] = [];
  let [left, right] = [0, 0];
  while (left < one.length && right < other.length) {
    const difference = one[left]! - other[right]!;
    if (difference === 0) found.push(one[left]!);
    if (difference <= 0) left += 1;
    if (difference >= 0) right += 1;
  }
  return Uint32Array.from(found);
};
