/** One column of a page: as JSON cells, or, where all cells allow it, as something smaller in the page's bytes. */
import type { ByteReader } from '../bytes/byte-reader.ts';
import type { ByteWriter } from '../bytes/byte-writer.ts';
import { bytesToUuid, isUuid, writeUuid } from '../bytes/uuid.ts';

const PLAIN = 0;
/** Whole numbers, each as the difference from the one before. */
const DELTAS = 1;
/** Few distinct texts: the texts, then which of them each row has. */
const TEXTS = 2;
/** The same with UUIDs, kept as bytes. */
const UUIDS = 3;
/** The same cell in every row. */
const CONSTANT = 4;
/** Nearly always null, or nearly always the empty array: only the other cells, and which rows they are in. */
const SPARSE = 5;

/** The bytes of a page's columns: those that deflate shrinks, and those it cannot. */
export interface ColumnBytes<Bytes> {
  readonly numbers: Bytes;
  readonly random: Bytes;
}

export type PackedColumn =
  | readonly [typeof PLAIN, readonly unknown[]]
  | readonly [typeof DELTAS, number]
  | readonly [typeof TEXTS, number, readonly string[]]
  | readonly [typeof UUIDS, number, number]
  | readonly [typeof CONSTANT, number, unknown]
  | readonly [typeof SPARSE, number, null | readonly [], readonly unknown[]];

/** Packs a column's cells, putting what is kept as bytes at the end of `bytes`. */
export const packColumn = (cells: readonly unknown[], bytes: ColumnBytes<ByteWriter>): PackedColumn => {
  const tail = bytes.numbers;
  const first = cells[0];
  if (isConstant(cells)) return [CONSTANT, cells.length, first];
  if (typeof first === 'number' && isWhole(cells)) {
    let previous = 0;
    for (const cell of cells) {
      tail.signed(cell - previous);
      previous = cell;
    }
    return [DELTAS, cells.length];
  }
  if (typeof first === 'string') return packTexts(cells, bytes) ?? [PLAIN, cells];
  return packSparse(cells, tail) ?? [PLAIN, cells];
};

const isConstant = (cells: readonly unknown[]): boolean => {
  const first = cells[0];
  // Only scalars and the empty array, of which there is one, compare by identity as they do by value.
  for (const cell of cells) if (!Object.is(cell, first)) return false;
  return typeof first !== 'object' || first === null || (Array.isArray(first) && first.length === 0);
};

const isWhole = (cells: readonly unknown[]): cells is readonly number[] => {
  for (const cell of cells) {
    // The difference of two such numbers is exact; -0 would come back as 0.
    if (typeof cell !== 'number' || !Number.isInteger(cell) || Math.abs(cell) > 2 ** 50 || Object.is(cell, -0))
      return false;
  }
  return true;
};

const packSparse = (cells: readonly unknown[], tail: ByteWriter): PackedColumn | null => {
  let nulls = 0;
  let empties = 0;
  for (const cell of cells) {
    if (cell === null) nulls += 1;
    else if (isEmptyArray(cell)) empties += 1;
  }
  if (Math.max(nulls, empties) * 4 < cells.length * 3) return null;
  const others: unknown[] = [];
  let previous = 0;
  for (let row = 0; row < cells.length; row += 1) {
    const cell = cells[row];
    if (nulls > empties ? cell === null : isEmptyArray(cell)) continue;
    tail.varint(row - previous);
    previous = row;
    others.push(cell);
  }
  return [SPARSE, cells.length, nulls > empties ? null : [], others];
};

const isEmptyArray = (cell: unknown): boolean => Array.isArray(cell) && cell.length === 0;

/** Texts that differ this many times in a row differ all of them, most likely. */
const SAMPLE = 32;

const packTexts = (cells: readonly unknown[], bytes: ColumnBytes<ByteWriter>): PackedColumn | null =>
  packUniqueUuids(cells, bytes.random) ?? packDistinct(cells, bytes);

/** UUIDs that look as if none were twice: looking each of them up would cost more than a few written again. */
const packUniqueUuids = (cells: readonly unknown[], random: ByteWriter): PackedColumn | null => {
  const sample = new Set(cells.slice(0, SAMPLE));
  if (sample.size < Math.min(SAMPLE, cells.length)) return null;
  const before = random.length;
  for (const cell of cells) {
    if (typeof cell === 'string' && writeUuid(random, cell)) continue;
    random.length = before;
    return null;
  }
  return [UUIDS, cells.length, cells.length];
};

/** Which of the distinct texts each row has. */
let which = new Uint32Array(1 << 12);

const packDistinct = (cells: readonly unknown[], { numbers, random }: ColumnBytes<ByteWriter>): PackedColumn | null => {
  const distinct = new Map<string, number>();
  if (which.length < cells.length) which = new Uint32Array(cells.length * 2);
  let allUuids = true;
  // Often it is one of the last two again: a role, say.
  let [last, beforeLast] = ['', ''];
  let [lastIndex, beforeLastIndex] = [-1, -1];
  for (let row = 0; row < cells.length; row += 1) {
    const cell = cells[row];
    if (typeof cell !== 'string') return null;
    if (lastIndex >= 0 && cell === last) {
      which[row] = lastIndex;
      continue;
    }
    let index: number | undefined = beforeLastIndex;
    if (beforeLastIndex < 0 || cell !== beforeLast) {
      index = distinct.get(cell);
      if (index === undefined) {
        allUuids &&= isUuid(cell);
        index = distinct.size;
        distinct.set(cell, index);
      }
    }
    [beforeLast, beforeLastIndex] = [last, lastIndex];
    [last, lastIndex] = [cell, index];
    which[row] = index;
    // Long texts are rarely the same twice; the column is given up early, before every one of them is looked up.
    if (!allUuids && row >= SAMPLE && distinct.size * 2 > row) return null;
  }
  if (!allUuids && distinct.size * 2 > cells.length) return null;
  if (allUuids) for (const uuid of distinct.keys()) writeUuid(random, uuid);
  if (distinct.size < cells.length) for (let row = 0; row < cells.length; row += 1) numbers.varint(which[row]!);
  return allUuids ? [UUIDS, cells.length, distinct.size] : [TEXTS, cells.length, [...distinct.keys()]];
};

/** The cells of a column, read from where `packColumn` put them. Columns have to be read in the order they were packed. */
export const unpackColumn = (
  column: PackedColumn,
  { numbers: tail, random }: ColumnBytes<ByteReader>,
): readonly unknown[] => {
  switch (column[0]) {
    case PLAIN:
      return column[1];
    case DELTAS: {
      const cells: number[] = [];
      let value = 0;
      for (let row = 0; row < column[1]; row += 1) {
        value += tail.signed();
        cells.push(value);
      }
      return cells;
    }
    case TEXTS:
      return unpackDistinct(column[2], column[1], tail);
    case UUIDS: {
      const uuids = Array.from({ length: column[2] }, () => bytesToUuid(random.raw(16)));
      return unpackDistinct(uuids, column[1], tail);
    }
    case CONSTANT:
      return Array.from({ length: column[1] }, () => column[2]);
    case SPARSE: {
      const cells = Array.from({ length: column[1] }, (): unknown => column[2]);
      let row = 0;
      for (const other of column[3]) {
        row += tail.varint();
        cells[row] = other;
      }
      return cells;
    }
  }
};

const unpackDistinct = (distinct: readonly string[], rows: number, tail: ByteReader): readonly string[] =>
  distinct.length === rows ? distinct : Array.from({ length: rows }, () => distinct[tail.varint()]!);
