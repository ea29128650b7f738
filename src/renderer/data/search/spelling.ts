/** Nearer words for those that nothing holds: `refnud` was probably meant to be `refund`. */
import type { Suggestion } from '#shared/contract/data.ts';
import { editDistance } from '#shared/query/nearest.ts';
import { eachTermPlace } from '#shared/query/terms.ts';
import type { Segment } from '../index/segment.ts';
import type { TextNode } from './plan-node.ts';

/** Words of so many letters are looked up; shorter ones are near to everything. */
const SHORTEST = 3;
const LONGEST = 24;
/** From this length on, two edits are taken for a slip. */
const TWO_EDITS = 6;
/** The words are gathered anew once so many times as many documents are indexed. */
const GROWTH = 1.2;

interface Word {
  readonly text: string;
  readonly documents: number;
  /** See `lettersOf`. */
  readonly letters: number;
}

/** A bit for each letter that a word has: an edit changes two of them at most. */
const lettersOf = (word: string): number => {
  let letters = 0;
  for (let index = 0; index < word.length; index += 1) letters |= 1 << (word.charCodeAt(index) & 31);
  return letters;
};

const differing = (one: number, other: number): number => {
  let bits = one ^ other;
  let count = 0;
  for (; bits !== 0; bits &= bits - 1) count += 1;
  return count;
};

/** Worth remembering: made of letters alone. Numbers and references are never a slip for one another. */
const isWord = (term: string): boolean =>
  term.length >= SHORTEST && term.length <= LONGEST && /^\p{L}[\p{L}\p{M}]*$/u.test(term);

export interface Speller {
  /**
   * The query with nearer words in the place of those that no document holds; null when there is nothing to offer.
   *
   * @param wanted words that are searched for, as they stand in the text
   */
  suggest(text: string, wanted: readonly TextNode[], segments: readonly Segment[]): Promise<Suggestion | null>;
}

/**
 * @param pause gives way while the words are gathered
 */
export const createSpeller = (pause: () => Promise<void>): Speller => {
  let gathered: { readonly byLength: ReadonlyMap<number, readonly Word[]>; readonly documents: number } | null = null;

  const gather = async (segments: readonly Segment[]): Promise<ReadonlyMap<number, readonly Word[]>> => {
    const documents = segments.reduce((sum, { liveCount }) => sum + liveCount, 0);
    if (gathered && documents <= gathered.documents * GROWTH) return gathered.byLength;
    const counts = new Map<string, number>();
    let since = 0;
    for (const { terms } of segments) {
      if (!terms) continue;
      for (const [term, entry] of terms.dictionary.from(' ')) {
        if (isWord(term)) counts.set(term, (counts.get(term) ?? 0) + entry.documents);
        since += 1;
        if (since % 2048 === 0) await pause();
      }
    }
    const byLength = new Map<number, Word[]>();
    for (const [term, count] of counts) {
      const word: Word = { text: term, documents: count, letters: lettersOf(term) };
      const others = byLength.get(term.length);
      if (others) others.push(word);
      else byLength.set(term.length, [word]);
    }
    gathered = { byLength, documents };
    return byLength;
  };

  const nearest = async (typed: string, segments: readonly Segment[]): Promise<string | null> => {
    if (!isWord(typed)) return null;
    const byLength = await gather(segments);
    const letters = lettersOf(typed);
    let least = typed.length >= TWO_EDITS ? 2 : 1;
    let best: Word | null = null;
    for (let length = typed.length - least; length <= typed.length + least; length += 1) {
      for (const word of byLength.get(length) ?? []) {
        if (differing(word.letters, letters) > least * 2) continue;
        const edits = editDistance(typed, word.text, least);
        if (edits > least || edits === 0) continue;
        if (best === null || edits < least || word.documents > best.documents) best = word;
        least = edits;
      }
    }
    return best?.text ?? null;
  };

  return {
    suggest: async (text, wanted, segments) => {
      const changes: {
        readonly typed: string;
        readonly meant: string;
        readonly start: number;
        readonly end: number;
      }[] = [];
      for (const { terms, start, end, prefix } of wanted) {
        for (const [index, term] of terms.entries()) {
          if (prefix && index === terms.length - 1) continue;
          if (segments.some((segment) => segment.terms?.dictionary.find(term))) continue;
          const place = placeOf(text.slice(start, end), term);
          const meant = place && (await nearest(term, segments));
          if (!place || !meant) continue;
          const from = start + place[0];
          const to = start + place[1];
          if (changes.every((change) => change.start !== from))
            changes.push({ typed: text.slice(from, to), meant, start: from, end: to });
        }
      }
      if (changes.length === 0) return null;
      let mended = text;
      for (const { meant, start, end } of changes.toSorted((one, other) => other.start - one.start))
        mended = mended.slice(0, start) + meant + mended.slice(end);
      return { text: mended, changes: changes.map(({ typed, meant }) => ({ typed, meant })) };
    },
  };
};

/** Where a term stands in what was typed; null where folding moved it. */
const placeOf = (typed: string, term: string): readonly [number, number] | null => {
  let place: readonly [number, number] | null = null;
  eachTermPlace(typed, (folded, start, end) => {
    if (folded.length === typed.length && folded.slice(start, end) === term) place ??= [start, end];
  });
  return place;
};
