/** A page of rows out of the bytes that page-codec.ts made of them: all of it, or what one row needs. */
import { ByteReader } from '../bytes/byte-reader.ts';
import { ARRAY_OF_SHAPE, type Cell, MIXED_ARRAY } from './page-codec.ts';
import { type PackedColumn, unpackColumn } from './page-columns.ts';

interface Shape {
  readonly keys: readonly string[];
  readonly columns: readonly (readonly Cell[])[];
  /** Columns that hold objects or arrays of them. */
  readonly nested: readonly (readonly Cell[])[];
  /** The next object of this shape: they are read in the order they were packed. */
  row: number;
}

/** Brings the rows back from both parts of `encodeRows`, one behind the other. Throws when they are not that. */
export const decodeRows = (bytes: Uint8Array<ArrayBuffer>): unknown[] => {
  const { top, decoder } = open(bytes);
  return decoder.value(top) as unknown[];
};

/**
 * Of rows that are lists themselves, one element each, without making objects of the others: a page's objects are a
 * hundred times as many as a row's.
 *
 * @param index of the element in each list
 * @param lists how many of the first rows are lists to be looked into; those behind are left out
 */
export const decodeElements = (bytes: Uint8Array<ArrayBuffer>, index: number, lists: number): unknown[] => {
  const { top, decoder } = open(bytes);
  return (top as readonly Cell[]).slice(1, 1 + lists).map((list) => decoder.element(list, index));
};

const open = (bytes: Uint8Array<ArrayBuffer>) => {
  const reader = new ByteReader(bytes);
  const parsed: unknown = JSON.parse(reader.text());
  // The bytes were authenticated before they came here, so their shape is the encoder's.
  const [top, tables] = parsed as [Cell, [string[], PackedColumn[]][]];
  const numbers = new ByteReader(reader.sized());
  const columnBytes = { numbers, random: reader };
  const shapes = tables.map(([keys, packed]): Shape => {
    const columns = packed.map((column) => unpackColumn(column, columnBytes) as readonly Cell[]);
    return { keys, columns, nested: columns.filter((cells) => cells.some(Array.isArray)), row: 0 };
  });
  return { top, decoder: new Decoder(shapes) };
};

class Decoder {
  readonly #shapes: readonly Shape[];

  constructor(shapes: readonly Shape[]) {
    this.#shapes = shapes;
  }

  value(cell: Cell): unknown {
    if (typeof cell !== 'object' || cell === null) return cell;
    const kind = cell[0];
    if (kind === undefined) return [];
    if (kind === MIXED_ARRAY) return cell.slice(1).map((inner) => this.value(inner));
    if (kind === ARRAY_OF_SHAPE)
      return Array.from({ length: cell[2] as number }, () => this.#object(cell[1] as number));
    return this.#object(kind as number);
  }

  /** One element of an array; undefined when it is shorter. */
  element(cell: Cell, index: number): unknown {
    if (typeof cell !== 'object' || cell === null) return undefined;
    let element: unknown;
    if (cell[0] === MIXED_ARRAY) {
      for (let at = 1; at < cell.length; at += 1) {
        if (at - 1 === index) element = this.value(cell[at]!);
        else this.#skip(cell[at]!);
      }
    } else if (cell[0] === ARRAY_OF_SHAPE) {
      for (let at = 0; at < (cell[2] as number); at += 1) {
        if (at === index) element = this.#object(cell[1] as number);
        else this.#skipObject(cell[1] as number);
      }
    }
    return element;
  }

  #object(index: number): unknown {
    const shape = this.#shapes[index]!;
    const row = shape.row++;
    const object: Record<string, unknown> = {};
    for (let column = 0; column < shape.keys.length; column += 1) {
      const key = shape.keys[column]!;
      const value = this.value(shape.columns[column]![row]!);
      if (key === '__proto__') {
        // Assigning would set the prototype; it has to stay a field.
        Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
      } else object[key] = value;
    }
    return object;
  }

  /** Goes past a value, and past the objects in it. */
  #skip(cell: Cell): void {
    if (typeof cell !== 'object' || cell === null) return;
    const kind = cell[0];
    if (kind === undefined) return;
    if (kind === MIXED_ARRAY) for (let at = 1; at < cell.length; at += 1) this.#skip(cell[at]!);
    else if (kind === ARRAY_OF_SHAPE)
      for (let left = cell[2] as number; left > 0; left -= 1) this.#skipObject(cell[1] as number);
    else this.#skipObject(kind as number);
  }

  #skipObject(index: number): void {
    const shape = this.#shapes[index]!;
    const row = shape.row++;
    for (const cells of shape.nested) this.#skip(cells[row]!);
  }
}
