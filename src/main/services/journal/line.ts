/** One journal line: an event, sealed, as base64. */
import { type JournalEvent, journalEventSchema } from '#shared/domain/journal.ts';
import { deriveKey, seal, unseal } from '../crypto/seal.ts';

/** Format of the lines; part of what they are bound to. */
const FORMAT = 1;

export interface LineCodec {
  encode(event: JournalEvent): string;
  /** Null when the line is torn, changed, of another workspace, or of a form this version does not know. */
  decode(line: string): JournalEvent | null;
}

/** The key a journal is sealed with, derived from the workspace's data key. */
export const deriveJournalKey = (dataKey: Uint8Array): Buffer => deriveKey(dataKey, 'fini-reviewer/journal/1');

/** Makes the codec of one workspace's journal. */
export const createLineCodec = (journalKey: Uint8Array, workspaceId: string): LineCodec => {
  const context = `fini-reviewer journal ${FORMAT} ${workspaceId}`;
  return {
    encode: (event) => seal(journalKey, context, Buffer.from(JSON.stringify(event))).toString('base64'),
    decode: (line) => {
      const plain = unseal(journalKey, context, Buffer.from(line, 'base64'));
      if (plain === null) return null;
      try {
        const event = journalEventSchema.safeParse(JSON.parse(plain.toString()));
        return event.success ? event.data : null;
      } catch {
        return null;
      }
    },
  };
};
