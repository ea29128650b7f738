/**
 * MiniSearch.
 *
 * Configured as fast as it is known to go: one field, our terms as they are, nothing stored, no fuzziness. Clauses are its
 * own `filter`. It knows no phrases: it finds the documents that hold all the words, and a `filter` looks for the phrase
 * in their text, folded beforehand.
 */
import MiniSearch, { type Query, type SearchOptions } from 'minisearch';
import { GAP } from './document.ts';
import type { MakePeer } from './engine.ts';
import type { BenchQuery, WordsAsked } from './query.ts';
import type { Found } from './shelf.ts';

export const makeMiniSearch: MakePeer = async (shelf) => {
  const engine = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    storeFields: [],
    tokenize: (text) => text.trim().split(' '),
    processTerm: (term) => (term === GAP || term === '' ? null : term),
    autoVacuum: false,
    searchOptions: { combineWith: 'AND', fuzzy: false },
  });
  shelf.documents.forEach(({ text }, id) => {
    engine.add({ id, text });
  });

  return {
    search: (query: BenchQuery): Found => {
      const results = engine.search(queryOf(query), optionsOf(query));
      const numbers = new Uint32Array(results.length);
      for (let index = 0; index < results.length; index += 1) numbers[index] = results[index]!['id'] as number;
      return shelf.finish(numbers.sort());
    },
    answer: (found) => shelf.answer(found as Found),
  };

  function optionsOf({ words, clauses }: BenchQuery): SearchOptions {
    const tests = clauses.map((clause) => shelf.test(clause));
    const phrases = words.filter(({ terms, negated }) => terms.length > 1 && !negated).map(phraseText);
    const unwanted = words.filter(({ terms, negated }) => terms.length > 1 && negated).map(phraseText);
    if (tests.length + phrases.length + unwanted.length === 0) return {};
    return {
      filter: ({ id }) => {
        const { text } = shelf.documents[id as number]!;
        return (
          tests.every((test) => test(id as number)) &&
          phrases.every((phrase) => text.includes(phrase)) &&
          !unwanted.some((phrase) => text.includes(phrase))
        );
      },
    };
  }
};

const phraseText = ({ terms, prefix }: WordsAsked): string => ` ${terms.join(' ')}${prefix ? '' : ' '}`;

const queryOf = ({ words }: BenchQuery): Query => {
  const combined = (asked: readonly WordsAsked[], combineWith: 'AND' | 'OR'): Query => ({
    combineWith,
    queries: asked.map(
      ({ terms, prefix }): Query =>
        prefix
          ? { queries: [terms.join(' ')], prefix: (_term, index) => index === terms.length - 1 }
          : { queries: [terms.join(' ')] },
    ),
  });
  const wanted = words.filter(({ negated }) => !negated);
  // A phrase that is not wanted is taken out by the filter; its single words may well be wanted.
  const unwanted = words.filter(({ negated, terms }) => negated && terms.length === 1);
  const positive = wanted.length > 0 ? combined(wanted, 'AND') : MiniSearch.wildcard;
  return unwanted.length > 0 ? { combineWith: 'AND_NOT', queries: [positive, combined(unwanted, 'OR')] } : positive;
};
