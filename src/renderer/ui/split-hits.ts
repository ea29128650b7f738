/** Where a search's words stand in a text: cut into words exactly as the index cuts it, so that what is marked is what was found. */
import { foldWithPlaces } from '#shared/query/fold.ts';
import { eachTermPlace } from '#shared/query/terms.ts';

/** A stretch of text that a search hit, or one between hits. */
export interface Stretch {
  readonly text: string;
  readonly hit: boolean;
}

interface Wanted {
  /** One behind the other; a single word is a phrase of one. */
  readonly words: readonly string[];
  /** The last one may go on. */
  readonly prefix: boolean;
}

const wantedOf = (term: string): Wanted | null => {
  const prefix = term.endsWith('*');
  const words: string[] = [];
  eachTermPlace(prefix ? term.slice(0, -1) : term, (folded, start, end) => words.push(folded.slice(start, end)));
  return words.length === 0 ? null : { words, prefix };
};

/** What is wanted, once for all the texts of a conversation. */
const prepared = new WeakMap<readonly string[], readonly Wanted[]>();

const prepare = (terms: readonly string[]): readonly Wanted[] => {
  const known = prepared.get(terms);
  if (known) return known;
  const wanted = terms.map(wantedOf).filter((one) => one !== null);
  prepared.set(terms, wanted);
  return wanted;
};

/**
 * Cuts text into stretches, marking the words and phrases that are searched for.
 *
 * @param terms words and phrases, folded or not; a `*` at the end stands for whatever the word goes on with
 */
export const splitHits = (text: string, terms: readonly string[]): readonly Stretch[] => {
  if (text === '') return [];
  const whole = [{ text, hit: false }];
  const wanted = prepare(terms);
  if (wanted.length === 0) return whole;
  const { folded, origins } = foldWithPlaces(text);
  // Most texts hold none of the words, which is seen without cutting them into words.
  const near = wanted.filter(({ words }) => folded.includes(words[0]!));
  if (near.length === 0) return whole;
  const hits = hitsIn(folded, near);
  if (hits.length === 0) return whole;
  const place = (at: number): number => (origins === null ? at : (origins[at] ?? text.length));
  const stretches: Stretch[] = [];
  let done = 0;
  for (const [from, to] of hits) {
    const start = Math.max(place(from), done);
    const end = place(to);
    if (end <= start) continue;
    if (start > done) stretches.push({ text: text.slice(done, start), hit: false });
    stretches.push({ text: text.slice(start, end), hit: true });
    done = end;
  }
  if (done < text.length) stretches.push({ text: text.slice(done), hit: false });
  return stretches;
};

/** Places of all hits in a folded text, in order. */
const hitsIn = (text: string, wanted: readonly Wanted[]): readonly (readonly [number, number])[] => {
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = text;
  eachTermPlace(text, (again, start, end) => {
    folded = again;
    starts.push(start);
    ends.push(end);
  });
  const hits: [number, number][] = [];
  for (const { words, prefix } of wanted) {
    const last = words.length - 1;
    for (let at = 0; at + last < starts.length; at += 1) {
      const found = words.every((word, index) => {
        const start = starts[at + index]!;
        const length = ends[at + index]! - start;
        const goesOn = prefix && index === last ? length >= word.length : length === word.length;
        return goesOn && folded.startsWith(word, start);
      });
      if (found) hits.push([starts[at]!, ends[at + last]!]);
    }
  }
  return hits.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
};
