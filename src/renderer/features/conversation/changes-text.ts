/** How one text became another, in stretches of words. Pure. */

export interface TextStretch {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Above so many pairs of words the comparison would be felt; the texts are then shown one after the other. */
const MOST_PAIRS = 1_000_000;

/** Words, and what stands between them: joined again they are the text. */
const piecesOf = (text: string): readonly string[] =>
  text.match(/[\p{L}\p{N}\p{M}_]+|\s+|[^\p{L}\p{N}\p{M}_\s]/gu) ?? [];

/** Longest common subsequence of the middles, as marks on each side. */
const inCommon = (before: readonly string[], after: readonly string[]): readonly [Uint8Array, Uint8Array] => {
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row -= 1)
    for (let column = after.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        before[row] === after[column]
          ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1
          : Math.max(lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0);
  const kept: readonly [Uint8Array, Uint8Array] = [new Uint8Array(before.length), new Uint8Array(after.length)];
  let row = 0;
  let column = 0;
  while (row < before.length && column < after.length) {
    if (before[row] === after[column]) {
      kept[0][row] = 1;
      kept[1][column] = 1;
      row += 1;
      column += 1;
    } else if ((lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0)) row += 1;
    else column += 1;
  }
  return kept;
};

/** So few words that stayed between two changes read better as changed too. */
const FEW_WORDS = 2;

const wordsIn = (pieces: readonly string[]): number => pieces.filter((piece) => /^[\p{L}\p{N}]/u.test(piece)).length;

interface Step {
  readonly kind: TextStretch['kind'];
  readonly pieces: readonly string[];
}

/** The middle as it was compared, piece by piece. */
const stepsOf = (gone: readonly string[], come: readonly string[]): readonly Step[] => {
  if (gone.length * come.length > MOST_PAIRS)
    return [
      { kind: 'removed', pieces: gone },
      { kind: 'added', pieces: come },
    ];
  const [keptOld, keptFresh] = inCommon(gone, come);
  const steps: Step[] = [];
  let row = 0;
  let column = 0;
  while (row < gone.length || column < come.length) {
    const from = row;
    while (row < gone.length && keptOld[row] === 0) row += 1;
    steps.push({ kind: 'removed', pieces: gone.slice(from, row) });
    const begin = column;
    while (column < come.length && keptFresh[column] === 0) column += 1;
    steps.push({ kind: 'added', pieces: come.slice(begin, column) });
    const same = row;
    while (row < gone.length && column < come.length && keptOld[row] === 1 && keptFresh[column] === 1) {
      row += 1;
      column += 1;
    }
    steps.push({ kind: 'same', pieces: gone.slice(same, row) });
  }
  return steps;
};

/**
 * The stretches that stayed, came and went, in reading order. Those that are not `added` are the text before; those
 * that are not `removed` are the text after.
 */
export const textChanges = (before: string, after: string): readonly TextStretch[] => {
  const old = piecesOf(before);
  const fresh = piecesOf(after);
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;

  const stretches: { kind: TextStretch['kind']; text: string }[] = [];
  const add = (kind: TextStretch['kind'], pieces: readonly string[]): void => {
    const text = pieces.join('');
    if (text === '') return;
    const last = stretches.at(-1);
    if (last?.kind === kind) last.text += text;
    else stretches.push({ kind, text });
  };
  let removed: string[] = [];
  let added: string[] = [];
  const flush = (): void => {
    add('removed', removed);
    add('added', added);
    removed = [];
    added = [];
  };
  add('same', old.slice(0, start));
  for (const { kind, pieces } of stepsOf(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end))) {
    const stayed = kind === 'same' && wordsIn(pieces) > FEW_WORDS;
    if (stayed) {
      flush();
      add('same', pieces);
      continue;
    }
    if (kind !== 'added') removed.push(...pieces);
    if (kind !== 'removed') added.push(...pieces);
  }
  flush();
  add('same', old.slice(old.length - end));
  return stretches;
};
