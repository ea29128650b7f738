import { describe, expect, it } from 'vitest';
import { ByteWriter } from '../../../../../src/renderer/data/bytes/byte-writer.ts';
import type { Columns } from '../../../../../src/renderer/data/index/columns.ts';
import { writeRecord } from '../../../../../src/renderer/data/index/records.ts';
import { MOST_ROWS, recordRowOf } from '../../../../../src/renderer/data/search/record-rows.ts';

/** As much of a segment's columns as its rows are read from. */
const columnsOf = (name: string, count: number): Columns => {
  const writer = new ByteWriter();
  const ends = Array.from({ length: count }, (_, document) => {
    writeRecord(writer, {
      id: `${name}-${document}`,
      subject: `Subject ${document}`,
      snippet: `Snippet of ${name}`,
      url: '',
    });
    return writer.length;
  });
  return { records: writer.finish(), recordsFrom: Uint32Array.from([0, ...ends]) } as unknown as Columns;
};

describe('rows kept of records', () => {
  it('are read once, and apart by segment', () => {
    const [one, other] = [columnsOf('one', 3), columnsOf('other', 3)];
    const row = recordRowOf(one, 2);
    expect(row).toEqual({ id: 'one-2', subject: 'Subject 2', snippet: 'Snippet of one' });
    expect(recordRowOf(one, 2)).toBe(row);
    expect(recordRowOf(other, 2)).toEqual({ id: 'other-2', subject: 'Subject 2', snippet: 'Snippet of other' });
  });

  it('are no more than so many, and the same when they are read again', () => {
    const columns = columnsOf('many', MOST_ROWS + 1);
    const row = recordRowOf(columns, 0);
    for (let document = 1; document <= MOST_ROWS; document += 1)
      expect(recordRowOf(columns, document).id).toBe(`many-${document}`);
    expect(recordRowOf(columns, 0)).not.toBe(row);
    expect(recordRowOf(columns, 0)).toEqual(row);
  });
});
