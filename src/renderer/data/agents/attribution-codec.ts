/** Interactions of one agent as bytes: most ids are UUIDs, which deflate cannot shrink. */
import { ByteReader } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { encodeId, idLength, readRecordId } from '../index/records.ts';

export interface Attribution {
  readonly agentId: string;
  readonly interactionIds: readonly string[];
}

export const encodeAttribution = ({ agentId, interactionIds }: Attribution): Uint8Array<ArrayBuffer> => {
  const writer = new ByteWriter(64 + interactionIds.length * 20);
  writer.text(agentId);
  writer.varint(interactionIds.length);
  for (const id of interactionIds) writer.raw(encodeId(id));
  return writer.finish();
};

/** Throws RangeError when the bytes end too early. */
export const decodeAttribution = (bytes: Uint8Array<ArrayBuffer>): Attribution => {
  const reader = new ByteReader(bytes);
  const agentId = reader.text();
  const interactionIds: string[] = [];
  for (let left = reader.varint(); left > 0; left -= 1) {
    interactionIds.push(readRecordId(bytes, reader.at));
    reader.raw(idLength(bytes, reader.at));
  }
  return { agentId, interactionIds };
};
