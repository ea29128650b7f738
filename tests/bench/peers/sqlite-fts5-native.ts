/**
 * SQLite FTS5 built for the machine itself, through node:sqlite's interface. It runs in Node, whose JavaScript engine is
 * Chromium's. Rowids come over as one text: an object or an array for each row takes four to eight times as long.
 */
import { DatabaseSync } from '@photostructure/sqlite';
import type { MakePeer } from './engine.ts';
import { createFts5, insertInto, OPTIMIZE, SCHEMA, selectFrom, TABLES, type TableName, textOf } from './sqlite-fts5.ts';

const COMMA = 44;
const ZERO = 48;

export const makeSqliteFts5Native: MakePeer = async (shelf) => {
  const database = new DatabaseSync(':memory:');
  database.exec(SCHEMA);
  for (const table of TABLES) {
    const insert = database.prepare(insertInto(table));
    shelf.documents.forEach((_, document) => {
      insert.run(document, textOf(shelf, document));
    });
  }
  database.exec(OPTIMIZE);

  const numbers = new Uint32Array(shelf.documents.length);
  const prepare = (table: TableName) =>
    database.prepare(`SELECT group_concat(rowid) AS rowids FROM (${selectFrom(table)})`);
  const statements = { words: prepare('words'), phrases: prepare('phrases') };
  return createFts5(shelf, (table, match, first, end) => {
    const { rowids } = statements[table].get(match, first, end) as { readonly rowids: string | null };
    if (rowids === null) return numbers.subarray(0, 0);
    let found = 0;
    let rowid = 0;
    for (let at = 0; at < rowids.length; at += 1) {
      const code = rowids.charCodeAt(at);
      if (code === COMMA) {
        numbers[found++] = rowid;
        rowid = 0;
      } else rowid = rowid * 10 + code - ZERO;
    }
    numbers[found++] = rowid;
    return numbers.subarray(0, found);
  });
};
