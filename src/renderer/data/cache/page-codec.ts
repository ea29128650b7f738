/**
 * A page of rows as bytes. Rows are JSON taken apart by shape: objects with the same keys share one table, and each key
 * is one column, so that field names are stored once and like stands beside like. Compared with deflating the rows'
 * plain JSON this halves both the bytes and the time. Any JSON value comes back equal, keys in their order.
 *
 * Layout: the tables' JSON, the columns that are kept as numbers, each after its length; then UUIDs, 16 bytes each.
 */
import { ByteWriter } from '../bytes/byte-writer.ts';
import { packColumn } from './page-columns.ts';

/**
 * A cell is a scalar as it is, or an array that stands for a value: `[]` the empty array, `[shape]` the next object of
 * that shape, `[-2, shape, count]` an array of so many, `[-1, …cells]` any other array.
 */
export type Cell = null | boolean | number | string | readonly Cell[];

const EMPTY_ARRAY: Cell = [];
export const MIXED_ARRAY = -1;
export const ARRAY_OF_SHAPE = -2;

interface Shape {
  readonly index: number;
  readonly keys: readonly string[];
  readonly columns: Cell[][];
  /** The shape last met in each column: the next object there most likely has it too. */
  readonly hints: (Shape | null)[];
  rows: number;
}

/** A row or what is in it: plain objects, as JSON makes them, which inherit nothing that can be walked. */
type Fields = Readonly<Record<string, unknown>>;

/** Rows of shapes that many objects had on the page before: columns that have to grow are copied again and again. */
let expected = new Map<string, number>();
const MANY = 64;

/** An array the engine expects anything in: were columns to begin as arrays of numbers alone, filling them would be slower. */
const columnFor = (rows: number): Cell[] => {
  const column: Cell[] = new Array<Cell>(rows);
  column[0] = null;
  if (rows === 0) column.length = 0;
  return column;
};

/** Finds or makes the shape of a list of keys. */
const createShapes = (): {
  readonly shapes: Shape[];
  readonly shapeOf: (keys: readonly string[]) => Shape;
  readonly learn: () => void;
} => {
  const shapes: Shape[] = [];
  const byKeys = new Map<string, Shape>();
  const shapeOf = (keys: readonly string[]): Shape => {
    const name = JSON.stringify(keys);
    let shape = byKeys.get(name);
    if (!shape) {
      const rows = expected.get(name) ?? 0;
      shape = {
        index: shapes.length,
        keys,
        columns: keys.map(() => columnFor(rows)),
        hints: keys.map(() => null),
        rows: 0,
      };
      byKeys.set(name, shape);
      shapes.push(shape);
    }
    return shape;
  };
  const learn = (): void => {
    expected = new Map([...byKeys].flatMap(([name, { rows }]) => (rows < MANY ? [] : [[name, rows]])));
    for (const { columns, rows } of shapes)
      for (const column of columns) if (column.length > rows) column.length = rows;
  };
  return { shapes, shapeOf, learn };
};

/** Rows packed: what is worth deflating, and what is not. Behind one another they are what `decodeRows` reads. */
export interface PackedRows {
  readonly deflatable: Uint8Array<ArrayBuffer>;
  readonly random: Uint8Array<ArrayBuffer>;
}

/** Kept from page to page: making room for each anew costs more than copying what was written. */
const bytes = { numbers: new ByteWriter(1 << 14), random: new ByteWriter(1 << 15) };
const keptWriter = new ByteWriter(1 << 19);
/** Longest text for which the writer is kept, in UTF-16 code units: the room for a huge one would be held for ever. */
const LONGEST_KEPT = 1 << 20;

/** Encodes rows of JSON. Fields that are undefined are left out, as JSON leaves them out. */
export const encodeRows = (rows: readonly unknown[]): PackedRows => {
  const { shapes, shapeOf, learn } = createShapes();

  /** Files the object's fields under its shape. */
  const fileObject = (object: Fields, hint: Shape | null): Shape => {
    const shape = hint && hasKeys(object, hint.keys) ? hint : shapeOf(keysOf(object));
    const { columns } = shape;
    // The row is taken before the fields are looked at, since a field may hold an object of the same shape.
    const row = shape.rows++;
    let index = 0;
    for (const key in object) {
      const value = object[key];
      if (value === undefined) continue;
      columns[index]![row] = typeof value === 'object' && value !== null ? cellOf(value, shape, index) : scalar(value);
      index += 1;
    }
    return shape;
  };

  const cellOf = (value: object, within: Shape | null, column: number): Cell => {
    if (!Array.isArray(value)) {
      const shape = fileObject(value as Fields, within?.hints[column] ?? null);
      if (within) within.hints[column] = shape;
      return [shape.index];
    }
    if (value.length === 0) return EMPTY_ARRAY;
    if (!value.every(isPlainObject)) {
      return [
        MIXED_ARRAY,
        ...value.map((item: unknown) =>
          typeof item === 'object' && item !== null ? cellOf(item, null, 0) : scalar(item),
        ),
      ];
    }
    let hint = within?.hints[column] ?? null;
    let first = -1;
    // Nearly always all of them have one shape; a list of shapes is made when one does not.
    let shapesOfItems: Cell[] | null = null;
    for (let index = 0; index < value.length; index += 1) {
      hint = fileObject(value[index], hint);
      if (index === 0) first = hint.index;
      if (hint.index !== first) shapesOfItems ??= Array.from({ length: index }, () => [first]);
      shapesOfItems?.push([hint.index]);
    }
    if (within) within.hints[column] = hint;
    return shapesOfItems ? [MIXED_ARRAY, ...shapesOfItems] : [ARRAY_OF_SHAPE, first, value.length];
  };

  const top = cellOf(rows, null, 0);
  learn();
  bytes.numbers.clear();
  bytes.random.clear();
  const tables = shapes.map(({ keys, columns }) => [keys, columns.map((cells) => packColumn(cells, bytes))]);
  const text = JSON.stringify([top, tables]);
  const writer = text.length > LONGEST_KEPT ? new ByteWriter(0) : keptWriter;
  writer.clear();
  writer.longText(text);
  writer.sized(bytes.numbers.view());
  return { deflatable: writer.finish(), random: bytes.random.finish() };
};

/**
 * Whether the object's fields that are not undefined have these keys, in this order. The engine walks an object's keys
 * without making a list of them, which `Object.keys` and `Object.values` do for each of a page's thousands of objects.
 */
const hasKeys = (object: Fields, keys: readonly string[]): boolean => {
  let index = 0;
  for (const key in object) {
    if (object[key] === undefined) continue;
    if (keys[index] !== key) return false;
    index += 1;
  }
  return index === keys.length;
};

const keysOf = (object: Fields): readonly string[] => Object.keys(object).filter((key) => object[key] !== undefined);

const isPlainObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

const scalar = (value: unknown): Cell => {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      // JSON has no NaN and no infinities.
      return Number.isFinite(value) ? value : null;
    default:
      return null;
  }
};
