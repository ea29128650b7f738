/**
 * What an exported CSV has to hold, worked out from the API's own data without any of the application's code, and read
 * back with a parser the application does not use.
 */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';

export type CsvRecord = Readonly<Record<string, string>>;

/** An interaction as it stands in the API's JSON. */
export interface RawInteraction {
  readonly id: string;
  readonly createdAt: number;
  readonly source: string;
  readonly channel: string;
  readonly status: string;
  readonly externalId?: string | null;
  readonly url?: string | null;
  readonly subjectPreview?: string | null;
  readonly hasFeedback?: boolean;
  readonly resolved?: boolean | null;
  readonly userAttributes?: unknown;
  readonly events: readonly {
    readonly createdAt: number;
    readonly role: string;
    readonly message?: string | null;
    readonly csatRating?: number | null;
    readonly tags?: readonly { readonly id: string; readonly name: string }[];
  }[];
}

/** Reads an exported file. Throws when it is not well-formed CSV. */
export const readCsv = async (path: string): Promise<readonly CsvRecord[]> =>
  parse(await readFile(path), { bom: true, columns: true, relax_column_count: false }) as CsvRecord[];

/** A cell as it stands once a spreadsheet can no longer take it for a formula. */
export const guarded = (text: string): string => (/^'*[=+\-@\t\r]/u.test(text) ? `'${text}` : text);

const flag = (value: boolean | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

/** The columns of one interaction that follow from the API's data alone. */
export const expectedRecord = (interaction: RawInteraction): CsvRecord => {
  const last = Math.max(interaction.createdAt, ...interaction.events.map((event) => event.createdAt));
  const rating = interaction.events.findLast((event) => (event.csatRating ?? null) !== null)?.csatRating ?? null;
  return {
    interaction_id: guarded(interaction.id),
    created_at: new Date(interaction.createdAt).toISOString(),
    last_message_at: new Date(last).toISOString(),
    source: guarded(interaction.source),
    channel: guarded(interaction.channel),
    status: guarded(interaction.status),
    resolved: flag(interaction.resolved),
    csat: rating === null ? '' : String(rating),
    has_feedback: flag(interaction.hasFeedback ?? false),
    subject: guarded(interaction.subjectPreview ?? ''),
    external_id: guarded(interaction.externalId ?? ''),
    url: guarded(interaction.url ?? ''),
  };
};

/** Only the columns of `shape`, for comparing a record with what is expected of it. */
export const columnsOf = (record: CsvRecord, shape: CsvRecord): CsvRecord =>
  Object.fromEntries(Object.keys(shape).map((column) => [column, record[column] ?? '(no such column)']));
