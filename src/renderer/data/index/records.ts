/** Stored records: what a list row shows, as compact bytes decoded on demand. The id comes first. */
import { ByteReader } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { bytesToUuid, isUuid, uuidToBytes } from '../bytes/uuid.ts';

export interface StoredRecord {
  readonly id: string;
  readonly subject: string;
  readonly snippet: string;
  /** What of the address stands neither in the dictionary nor in the id; see `splitUrl`. */
  readonly url: string;
}

export const writeRecord = (writer: ByteWriter, record: StoredRecord): void => {
  writeId(writer, record.id);
  writer.text(record.subject);
  writer.text(record.snippet);
  writer.text(record.url);
};

/** Ends the beginning of an address that goes on with the interaction's id. No address holds it. */
const WITH_ID = '\n';

/**
 * Parts an address into what many have in common and the rest: most end with the interaction's id, which is stored
 * already, the others with a number behind the last slash or equals sign.
 */
export const splitUrl = (url: string, id: string): { readonly prefix: string; readonly rest: string } => {
  if (url.endsWith(id)) return { prefix: url.slice(0, url.length - id.length) + WITH_ID, rest: '' };
  const end = Math.max(url.lastIndexOf('/'), url.lastIndexOf('=')) + 1;
  return { prefix: url.slice(0, end), rest: url.slice(end) };
};

/** The whole address again. */
export const joinUrl = (prefix: string, rest: string, id: string): string =>
  prefix.endsWith(WITH_ID) ? prefix.slice(0, -1) + id : prefix + rest;

/** An id is a zero and the 16 bytes of a UUID, or its length plus one and its UTF-8. */
const writeId = (writer: ByteWriter, id: string): void => {
  if (isUuid(id)) {
    writer.byte(0);
    writer.raw(uuidToBytes(id));
    return;
  }
  const bytes = new TextEncoder().encode(id);
  writer.varint(bytes.length + 1);
  writer.raw(bytes);
};

const readId = (reader: ByteReader): string => {
  const length = reader.varint();
  return length === 0 ? bytesToUuid(reader.raw(16)) : new TextDecoder().decode(reader.raw(length - 1));
};

/** What a list row shows of a record; its address is not read. */
export const readRecordRow = (bytes: Uint8Array<ArrayBuffer>, at: number): Omit<StoredRecord, 'url'> => {
  const reader = new ByteReader(bytes, at);
  return { id: readId(reader), subject: reader.text(), snippet: reader.text() };
};

/** The whole address of the record that begins at `at`. */
export const readRecordUrl = (bytes: Uint8Array<ArrayBuffer>, at: number, prefix: string): string => {
  if (prefix.endsWith(WITH_ID)) return joinUrl(prefix, '', readRecordId(bytes, at));
  const reader = new ByteReader(bytes, at);
  readId(reader);
  reader.sized();
  reader.sized();
  return prefix + reader.text();
};

/** Only the id of the record that begins at `at`. */
export const readRecordId = (bytes: Uint8Array<ArrayBuffer>, at: number): string => readId(new ByteReader(bytes, at));

/** An id as the bytes it has at the beginning of its record. */
export const encodeId = (id: string): Uint8Array<ArrayBuffer> => {
  idWriter.clear();
  writeId(idWriter, id);
  return idWriter.finish();
};

const idWriter = new ByteWriter(48);

/** Length of the encoded id at the beginning of a record. */
export const idLength = (bytes: Uint8Array<ArrayBuffer>, at: number): number => {
  if (bytes[at] === 0) return 17;
  const reader = new ByteReader(bytes, at);
  const length = reader.varint() - 1;
  return reader.at - at + length;
};
