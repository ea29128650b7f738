/** What a page holds, and its bytes. */
import type { Interaction } from '#shared/domain/interaction.ts';
import { encodeRows, type PackedRows } from './page-codec.ts';
import { decodeElements, decodeRows } from './page-decoder.ts';

/** A stored row that a newer one took the place of. */
export interface Superseded {
  /** Row of the new page. */
  readonly row: number;
  /** Where the older version is. */
  readonly page: number;
  readonly pageRow: number;
  readonly contentHash: string;
}

export interface PageContent {
  /** Null where an old version was, which compaction took out: the places of the others stay as they are. */
  readonly rows: readonly (Interaction | null)[];
  /** The older versions of its rows, of those that were taken out too: following them gives an interaction's history. */
  readonly supersedes: readonly Superseded[];
  /** When the rows came, epoch ms; null on pages of the first version, which did not say. */
  readonly seenAt: number | null;
}

/**
 * What a row's other fields tell already: most subjects are the beginning of the first message, and most addresses end
 * with the interaction's id.
 */
interface Repeated {
  /** Length of the subject, when the first message begins with it. */
  readonly subject: number | null;
  /** What stands before the id in the address. */
  readonly url: string | null;
}

/**
 * The beginning of an address, as a text of its own: one that is a slice of another makes the engine write the whole
 * page's JSON in a way that takes four times as long.
 */
let knownBeginning = '';
const beginningOf = (url: string, length: number): string => {
  if (length !== knownBeginning.length || !url.startsWith(knownBeginning))
    knownBeginning = url.slice(0, length).split('').join('');
  return knownBeginning;
};

const repeatedIn = ({ id, subjectPreview: subject, url, events }: Interaction): Repeated => ({
  subject: subject !== '' && (events[0]?.message ?? '').startsWith(subject) ? subject.length : null,
  url: url?.endsWith(id) ? beginningOf(url, url.length - id.length) : null,
});

const withoutRepeated = (row: Interaction, repeated: Repeated): Interaction => ({
  ...row,
  subjectPreview: repeated.subject === null ? row.subjectPreview : '',
  url: repeated.url === null ? row.url : '',
});

const withRepeated = (row: Interaction, repeated: Repeated): Interaction => ({
  ...row,
  subjectPreview:
    repeated.subject === null ? row.subjectPreview : (row.events[0]?.message ?? '').slice(0, repeated.subject),
  url: repeated.url === null ? row.url : repeated.url + row.id,
});

/** Packs a page's content. */
export const packPage = (content: PageContent): PackedRows => {
  const repeated = content.rows.map((row) => row && repeatedIn(row));
  const rows = content.rows.map((row, index) => row && withoutRepeated(row, repeated[index]!));
  return encodeRows([rows, repeated, content.supersedes, content.seenAt]);
};

/** The content of a page from its bytes. */
export const unpackPage = (bytes: Uint8Array<ArrayBuffer>): PageContent => {
  // What was sealed here is authenticated, so its shape is ours.
  const [rows, repeated, supersedes, seenAt = null] = decodeRows(bytes) as [
    readonly (Interaction | null)[],
    readonly (Repeated | null)[],
    readonly Superseded[],
    number | null | undefined,
  ];
  return { rows: rows.map((row, index) => row && withRepeated(row, repeated[index]!)), supersedes, seenAt };
};

/** One row of a page from its bytes, without making the others. Null where compaction took an old version out. */
export const unpackRow = (bytes: Uint8Array<ArrayBuffer>, index: number): Interaction | null => {
  const [row = null, repeated] = decodeElements(bytes, index, 2) as [Interaction | null | undefined, Repeated | null];
  return row && withRepeated(row, repeated!);
};
