/** The word of a list that was probably meant. */

/** Edits that turn one text into the other: a letter put in, left out, changed, or two neighbours swapped. */
export const editDistance = (one: string, other: string, most: number): number => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let edits = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) edits = Math.min(edits, before[column - 2]! + 1);
      current.push(edits);
    }
    [before, previous] = [previous, current];
  }
  return previous[other.length]!;
};

/** The nearest word, or null when none is near enough to be what was meant. */
export const nearest = (typed: string, words: readonly string[]): string | null => {
  const text = typed.trim().toLowerCase();
  if (text.length < 2 || text.length > 40) return null;
  const begun = words.filter((word) => word.startsWith(text));
  if (begun.length === 1) return begun[0]!;
  let best: string | null = null;
  let least = Math.min(2, Math.floor(text.length / 2)) + 1;
  for (const word of words) {
    const edits = editDistance(text, word, least);
    if (edits < least) [best, least] = [word, edits];
  }
  return best;
};
