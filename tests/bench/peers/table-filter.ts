/**
 * `table.filter()` over rows in IndexedDB, through Dexie: what an application without an index does.
 *
 * Configured as fast as it is known to go: the row's key is its place in the list, the text was folded and cut when it was
 * stored, and a row holds nothing but what the question needs, so that little has to be brought back from the disk.
 */
import { Dexie } from 'dexie';
import type { MakePeer } from './engine.ts';
import type { BenchQuery } from './query.ts';
import type { Found } from './shelf.ts';

interface Row {
  readonly id: number;
  readonly text: string;
}

const NAME = 'bench-table-filter';

export const makeTableFilter: MakePeer = async (shelf) => {
  await Dexie.delete(NAME);
  const database = new Dexie(NAME);
  database.version(1).stores({ rows: 'id' });
  const rows = database.table<Row, number>('rows');
  for (let from = 0; from < shelf.documents.length; from += 1000) {
    await rows.bulkPut(shelf.documents.slice(from, from + 1000).map(({ text }, index) => ({ id: from + index, text })));
  }

  return {
    search: async ({ words, clauses }: BenchQuery): Promise<Found> => {
      const tests = clauses.map((clause) => shelf.test(clause));
      const asked = words.map(({ terms, prefix, negated }) => ({
        text: ` ${terms.join(' ')}${prefix ? '' : ' '}`,
        negated,
      }));
      const found = await rows
        .filter(
          ({ id, text }) =>
            tests.every((test) => test(id)) && asked.every((word) => text.includes(word.text) !== word.negated),
        )
        .toArray();
      return shelf.finish(found.map(({ id }) => id));
    },
    answer: (found) => shelf.answer(found as Found),
  };
};
