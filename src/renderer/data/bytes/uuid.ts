/** UUIDs as their 16 bytes: a third of their text, and most ids are UUIDs. */
import type { ByteWriter } from './byte-writer.ts';

const HEX = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));
const DIGIT = new Int8Array(128).fill(-1);
for (let value = 0; value < 16; value += 1) DIGIT[value.toString(16).charCodeAt(0)] = value;

const isDash = (index: number): boolean => index === 8 || index === 13 || index === 18 || index === 23;

/** Whether the text is a UUID in lower case with its dashes: the one spelling that comes back the same. */
export const isUuid = (text: string): boolean => {
  if (text.length !== 36) return false;
  for (let index = 0; index < 36; index += 1) {
    const unit = text.charCodeAt(index);
    if (isDash(index) ? unit !== 45 : unit > 127 || DIGIT[unit]! < 0) return false;
  }
  return true;
};

/** Writes the 16 bytes of a UUID as `isUuid` takes it; of anything else nothing, and false. */
export const writeUuid = (writer: ByteWriter, text: string): boolean => {
  if (text.length !== 36) return false;
  const bytes = writer.room(16);
  let at = writer.length;
  for (let index = 0; index < 36; ) {
    if (isDash(index)) {
      if (text.charCodeAt(index) !== 45) return false;
      index += 1;
      continue;
    }
    const one = text.charCodeAt(index);
    const other = text.charCodeAt(index + 1);
    if (one > 127 || other > 127) return false;
    const value = (DIGIT[one]! << 4) | DIGIT[other]!;
    // A character that is no digit is -1, and so is what it is part of.
    if (value < 0) return false;
    bytes[at] = value;
    at += 1;
    index += 2;
  }
  writer.length = at;
  return true;
};

const scratch = new Uint8Array(16);

/** The bytes of a UUID for which `isUuid` holds; shared, valid until the next call. */
export const uuidToBytes = (uuid: string): Uint8Array => {
  let at = 0;
  for (let index = 0; index < 36; ) {
    if (isDash(index)) {
      index += 1;
      continue;
    }
    scratch[at] = (DIGIT[uuid.charCodeAt(index)]! << 4) | DIGIT[uuid.charCodeAt(index + 1)]!;
    at += 1;
    index += 2;
  }
  return scratch;
};

/** The UUID of 16 bytes. */
export const bytesToUuid = (bytes: Uint8Array): string => {
  let text = '';
  for (let index = 0; index < 16; index += 1) {
    if (index === 4 || index === 6 || index === 8 || index === 10) text += '-';
    text += HEX[bytes[index]!]!;
  }
  return text;
};
