/** A stretch of text that a search hit, or one between hits. */
export interface Stretch {
  readonly text: string;
  readonly hit: boolean;
}

/**
 * Folds for comparing: case and accents go. Every character of the input keeps a known place in the output, so that a
 * hit in the folded text can be drawn on the original.
 */
const fold = (text: string): { readonly folded: string; readonly origins: readonly number[] } => {
  let folded = '';
  const origins: number[] = [];
  let at = 0;
  for (const character of text) {
    // Most text is plain ASCII, which needs no table to be folded.
    const plain =
      character < '\u0080'
        ? character.toLowerCase()
        : character
            .normalize('NFKD')
            .replace(/\p{M}+/gu, '')
            .toLowerCase();
    for (let index = 0; index < plain.length; index += 1) origins.push(at);
    folded += plain;
    at += character.length;
  }
  origins.push(text.length);
  return { folded, origins };
};

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);

/**
 * Cuts text into stretches, marking where any term stands at the beginning of a word.
 *
 * @param terms words and phrases, folded or not
 */
export const splitHits = (text: string, terms: readonly string[]): readonly Stretch[] => {
  const wanted = [...new Set(terms.map((term) => fold(term).folded.trim()).filter((term) => term !== ''))];
  if (wanted.length === 0 || text === '') return text === '' ? [] : [{ text, hit: false }];
  const { folded, origins } = fold(text);
  const hits: [number, number][] = [];
  for (const term of wanted) {
    for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + 1)) {
      // Scripts without spaces have no word beginnings to ask for.
      const startsWord = !/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u.test(term);
      if (startsWord || !isWord(folded[at - 1]))
        hits.push([origins[at] ?? 0, origins[at + term.length] ?? text.length]);
    }
  }
  hits.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const stretches: Stretch[] = [];
  let done = 0;
  for (const [start, end] of hits) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    if (from > done) stretches.push({ text: text.slice(done, from), hit: false });
    stretches.push({ text: text.slice(from, end), hit: true });
    done = end;
  }
  if (done < text.length) stretches.push({ text: text.slice(done), hit: false });
  return stretches;
};
