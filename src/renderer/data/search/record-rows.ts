/** What list rows show of records, kept for a while: lists that follow each other, letter by letter, share most rows. */
import type { Columns } from '../index/columns.ts';
import { readRecordRow } from '../index/records.ts';

type RecordRow = ReturnType<typeof readRecordRow>;

/** Rows kept, about 600 bytes each. One more, and all are let go: what is on the screen is soon read again. */
export const MOST_ROWS = 4096;

let kept = new WeakMap<Columns, Map<number, RecordRow>>();
let count = 0;

/** What a list row shows of a document's record. Columns never change, so neither does what was read of them. */
export const recordRowOf = (columns: Columns, document: number): RecordRow => {
  let rows = kept.get(columns);
  const known = rows?.get(document);
  if (known) return known;
  if (count >= MOST_ROWS) {
    kept = new WeakMap();
    count = 0;
    rows = undefined;
  }
  if (!rows) {
    rows = new Map();
    kept.set(columns, rows);
  }
  const row = readRecordRow(columns.records, columns.recordsFrom[document]!);
  rows.set(document, row);
  count += 1;
  return row;
};
