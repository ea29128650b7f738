/** SQLite FTS5 in its official build for WebAssembly. Rowids are read through the bare exports rather than the wrapper. */
import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import type { MakePeer } from './engine.ts';
import { createFts5, insertInto, OPTIMIZE, SCHEMA, selectFrom, TABLES, textOf } from './sqlite-fts5.ts';

export const makeSqliteFts5: MakePeer = async (shelf) => {
  const sqlite3 = await sqlite3InitModule();
  const { capi, wasm } = sqlite3;
  const database = new sqlite3.oo1.DB(':memory:');
  database.exec(SCHEMA);
  for (const table of TABLES) {
    const insert = database.prepare(insertInto(table));
    shelf.documents.forEach((_, document) => {
      insert.bind([document, textOf(shelf, document)]).stepReset();
    });
    insert.finalize();
  }
  database.exec(OPTIMIZE);

  const numbers = new Uint32Array(shelf.documents.length);
  const statements = { words: database.prepare(selectFrom('words')), phrases: database.prepare(selectFrom('phrases')) };
  const { sqlite3_step: step, sqlite3_column_int: columnInt } = wasm.exports as unknown as {
    sqlite3_step(statement: number): number;
    sqlite3_column_int(statement: number, column: number): number;
  };
  return createFts5(shelf, (table, match, first, end) => {
    const statement = statements[table].bind([match, first, end]);
    const pointer = statement.pointer as unknown as number;
    let found = 0;
    while (step(pointer) === capi.SQLITE_ROW) numbers[found++] = columnInt(pointer, 0);
    statement.reset();
    return numbers.subarray(0, found);
  });
};
