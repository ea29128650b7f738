/** Typed-array columns as bytes: differences from value to value, as varints, which deflate shrinks further. */
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

/** Writes whole numbers as the difference from the one before. */
export const writeDeltas = (writer: ByteWriter, values: ArrayLike<number>): void => {
  let previous = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    writer.signed(value - previous);
    previous = value;
  }
};

/** Fills a column with what `writeDeltas` wrote. */
export const readDeltas = <Column extends Float64Array | Uint32Array | Uint16Array>(
  reader: ByteReader,
  column: Column,
): Column => {
  let previous = 0;
  for (let index = 0; index < column.length; index += 1) {
    previous += reader.signed();
    column[index] = previous;
  }
  return column;
};

/** Writes whole numbers, not negative, as they are. */
export const writeValues = (writer: ByteWriter, values: ArrayLike<number>): void => {
  for (let index = 0; index < values.length; index += 1) writer.varint(values[index]!);
};

export const readValues = <Column extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(
  reader: ByteReader,
  column: Column,
): Column => {
  for (let index = 0; index < column.length; index += 1) column[index] = reader.varint();
  return column;
};

/** Writes 32-bit numbers without pattern: four bytes each. */
export const writeWords = (writer: ByteWriter, values: Uint32Array): void => {
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    writer.byte(value & 255);
    writer.byte((value >>> 8) & 255);
    writer.byte((value >>> 16) & 255);
    writer.byte(value >>> 24);
  }
};

export const readWords = (reader: ByteReader, column: Uint32Array): Uint32Array => {
  const bytes = reader.raw(column.length * 4);
  for (let index = 0, at = 0; index < column.length; index += 1, at += 4) {
    column[index] = (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
  }
  return column;
};
