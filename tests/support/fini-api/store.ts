/** The interactions a stand-in server holds: sorted by latest message time, each kept as the bytes it is sent as. */
import { BadRequest } from './errors.ts';
import type { ListQuery } from './query.ts';

/** An interaction as a plain object or as one line of JSON. The server must be able to hold wrong ones as well. */
export type InteractionInput = string | Readonly<Record<string, unknown>>;

export interface StoredRow {
  readonly id: string;
  /** Latest message time, epoch ms: what the list is sorted by. */
  readonly at: number;
  readonly createdAt: number;
  readonly source: string;
  readonly channel: string;
  readonly agentId: string;
  /** UTF-8 JSON. */
  readonly json: Buffer;
}

export interface StoredTag {
  readonly id: string;
  readonly name: string;
  readonly groupId: string | null;
}

export interface Page {
  readonly rows: readonly StoredRow[];
  readonly hasMore: boolean;
  readonly nextCursor: string | null;
  readonly prevCursor: string | null;
  /** No older match is left. */
  readonly last: boolean;
  /** Whether the row in the middle of the window is on this page. */
  readonly middle: boolean;
}

/**
 * `id`: the cursor is an interaction's id, as it is at Fini today, and so moves when that interaction moves. `opaque`: it
 * names the place itself, which stays where it was.
 */
export type CursorKind = 'id' | 'opaque';

type RowPlace = Pick<StoredRow, 'at' | 'id'>;

const SLAB_BYTES = 1 << 20;

/** Newest first; ties by id, so that the order is total and a cursor always means one place. */
const newestFirst = (a: RowPlace, b: RowPlace): number => b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

/** What is read of an interaction, an event or a tag; all of it may be absent or wrong. */
interface Wire {
  readonly id?: unknown;
  readonly createdAt?: unknown;
  readonly source?: unknown;
  readonly channel?: unknown;
  readonly events?: unknown;
  readonly tags?: unknown;
  readonly name?: unknown;
  readonly groupId?: unknown;
}
const isObject = (value: unknown): value is Wire =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export class InteractionStore {
  readonly tags = new Map<string, StoredTag>();
  readonly #agentOf: (id: string) => string;
  readonly #cursors: CursorKind;
  readonly #byId = new Map<string, StoredRow>();
  #sorted: StoredRow[] = [];
  #slab = Buffer.allocUnsafe(0);
  #used = 0;

  constructor(agentOf: (id: string) => string, cursors: CursorKind = 'id') {
    this.#agentOf = agentOf;
    this.#cursors = cursors;
  }

  get size(): number {
    return this.#sorted.length;
  }

  get(id: string): StoredRow | undefined {
    return this.#byId.get(id);
  }

  /** Newest first. */
  rows(): readonly StoredRow[] {
    return this.#sorted;
  }

  /** Adds interactions; one whose id is already there replaces it and takes the place its times give it. */
  add(interactions: Iterable<InteractionInput>): void {
    const fresh: StoredRow[] = [];
    const replaced = new Set<StoredRow>();
    for (const input of interactions) {
      const row = this.#rowOf(input);
      const known = this.#byId.get(row.id);
      if (known) replaced.add(known);
      this.#byId.set(row.id, row);
      fresh.push(row);
    }
    // Within one call a later row of the same id wins too.
    const current = fresh.filter((row) => this.#byId.get(row.id) === row);
    if (replaced.size > 0) this.#sorted = this.#sorted.filter((row) => !replaced.has(row));
    if (current.length > 64) {
      this.#sorted = [...this.#sorted, ...current].sort(newestFirst);
      return;
    }
    for (const row of current) this.#sorted.splice(this.#place(row), 0, row);
  }

  /**
   * One page of the list.
   *
   * @param windowTests which time `since` and `until` are compared with (Fini's reference does not say)
   * @throws BadRequest when the cursor names no interaction
   */
  page(query: ListQuery, windowTests: 'last-message' | 'creation'): Page {
    const rows = this.#sorted;
    const byCreation = windowTests === 'creation';
    // Nothing is created after its latest message, so the lower bound holds for both readings of the window.
    const start = byCreation ? 0 : this.#firstBefore(query.until);
    const end = this.#firstBefore(query.since);
    const matches = (row: StoredRow): boolean =>
      (!byCreation || (row.createdAt >= query.since && row.createdAt < query.until)) &&
      (query.agentId === null || row.agentId === query.agentId) &&
      (query.sources === null || query.sources.has(row.source)) &&
      (query.channels === null || query.channels.has(row.channel));
    const seek = (from: number, step: 1 | -1): number => {
      for (let index = from; index >= start && index < end; index += step) {
        const row = rows[index];
        if (row && matches(row)) return index;
      }
      return -1;
    };

    const cursorRow = query.cursor === null ? null : this.#placeNamed(query.cursor);
    if (cursorRow === undefined) throw new BadRequest('cursor must be a nextCursor or prevCursor of this endpoint');
    const forward = query.direction === 'next' || cursorRow === null;
    const step = forward ? 1 : -1;
    const place = cursorRow ? this.#place(cursorRow) : start - 1;
    const found: number[] = [];
    // The row a place was named after may have moved away; then what follows it stands there now.
    const after = cursorRow && rows[place]?.id !== cursorRow.id ? place : place + 1;
    let index = seek(forward ? Math.max(start, after) : Math.min(end, place) - 1, step);
    while (index !== -1 && found.length < query.limit) {
      found.push(index);
      index = seek(index + step, step);
    }
    if (!forward) found.reverse();

    const first = found[0];
    const last = found[found.length - 1];
    const page = found.map((at) => rows[at]).filter((row) => row !== undefined);
    const older = last !== undefined && seek(last + 1, 1) !== -1;
    const newer = first !== undefined && seek(first - 1, -1) !== -1;
    const middle = (start + end) >> 1;
    return {
      rows: page,
      hasMore: forward ? older : newer,
      nextCursor: older ? this.cursorOf(page[page.length - 1]) : null,
      prevCursor: newer ? this.cursorOf(page[0]) : null,
      last: !older,
      middle: first !== undefined && last !== undefined && first <= middle && middle <= last,
    };
  }

  /** Index of the first row whose latest message is before a time; the rows from there on are older. */
  #firstBefore(time: number): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle]?.at ?? 0) >= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The cursor that names a row's place. */
  cursorOf(row: RowPlace | undefined): string | null {
    if (!row) return null;
    return this.#cursors === 'id' ? row.id : Buffer.from(`${row.at} ${row.id}`).toString('base64url');
  }

  #placeNamed(cursor: string): RowPlace | undefined {
    if (this.#cursors === 'id') return this.#byId.get(cursor);
    const [at, id] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ', 2);
    return id === undefined || !/^-?\d+$/u.test(at ?? '') ? undefined : { at: Number(at), id };
  }

  /** Index of a row that is there, or the index at which it belongs. */
  #place(row: RowPlace): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#sorted[middle];
      if (other && newestFirst(other, row) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #rowOf(input: InteractionInput): StoredRow {
    const value: unknown = typeof input === 'string' ? JSON.parse(input) : input;
    if (!isObject(value)) throw new TypeError('An interaction is an object.');
    const id = String(value.id);
    const createdAt = Number(value.createdAt);
    let at = createdAt;
    for (const event of arrayOf(value.events)) {
      if (!isObject(event)) continue;
      if (typeof event.createdAt === 'number') at = Math.max(at, event.createdAt);
      for (const tag of arrayOf(event.tags)) this.#learnTag(tag);
    }
    const json = this.#keep(typeof input === 'string' ? input : JSON.stringify(input));
    const source = textOf(value.source);
    return { id, at, createdAt, source, channel: textOf(value.channel), agentId: this.#agentOf(id), json };
  }

  #learnTag(tag: unknown): void {
    if (!isObject(tag)) return;
    const id = String(tag.id);
    if (this.tags.has(id)) return;
    const groupId = typeof tag.groupId === 'string' ? tag.groupId : null;
    this.tags.set(id, { id, name: textOf(tag.name), groupId });
  }

  /** Copies the text into a slab, outside the JavaScript heap, so that 100,000 rows cost the collector nothing. */
  #keep(json: string): Buffer {
    const bytes = Buffer.byteLength(json);
    if (this.#used + bytes > this.#slab.length) {
      this.#slab = Buffer.allocUnsafe(Math.max(SLAB_BYTES, bytes));
      this.#used = 0;
    }
    const kept = this.#slab.subarray(this.#used, this.#used + bytes);
    kept.write(json);
    this.#used += bytes;
    return kept;
  }
}
