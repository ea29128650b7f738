/**
 * Looking a delivered page through: which of its rows are new or changed, and onto which pages they go. Versions are
 * compared with those that are stored and with those on their way.
 */
import type { Interaction } from '#shared/domain/interaction.ts';
import type { PageDelivery, PageReceipt } from '#shared/domain/sync.ts';
import { hashAt } from '../index/columns.ts';
import { type Hashes, hashesOf, type IndexedDocument, toDocument } from '../index/document.ts';
import type { CacheParts } from './cache.ts';
import type { PackedRows } from './page-codec.ts';
import { packPage, type Superseded } from './page-content.ts';
import { sealPage } from './page-store.ts';
import type { Version } from './pending-index.ts';

export interface NewPage {
  readonly id: number;
  readonly rows: readonly Interaction[];
  readonly hashes: readonly Hashes[];
  /** Rows that take the place of older versions. */
  readonly changed: ReadonlySet<number>;
  readonly sealing: ReturnType<typeof sealPage>;
}

/** A delivered page looked through, not yet stored. */
export interface Prepared {
  readonly delivery: PageDelivery;
  readonly receipt: PageReceipt;
  /** Rows that are not stored yet, by the pages they will be stored on. */
  readonly pages: readonly NewPage[];
  /** Rows that may take the place of others. */
  readonly conflicts: number;
}

export interface LookThrough {
  /**
   * Runs without giving way, so that pages are looked through one after the other in the order they came; what is new is
   * being sealed from here on.
   */
  prepare(delivery: PageDelivery): Prepared;
  /** Takes a page off those on their way: it is in the index now, or will never be. */
  forget(prepared: Prepared): void;
}

/**
 * Packed bytes of a stored page, about. The more rows are deflated together, the smaller they become; sealed, so many
 * bytes are well within two records.
 */
const PAGE_BYTES = 230_000;

/** Cuts a number of rows into the fewest even stretches of at most `most`. */
const stretches = (rows: number, most: number): readonly { readonly from: number; readonly to: number }[] => {
  const count = Math.ceil(rows / most);
  return Array.from({ length: count }, (_, index) => ({
    from: Math.floor((rows * index) / count),
    to: Math.floor((rows * (index + 1)) / count),
  }));
};

/** What the index takes of a page. */
export const documentsOf = ({ id, rows, hashes, changed }: NewPage, seenAt: number): readonly IndexedDocument[] =>
  rows.map((row, index) =>
    toDocument(row, hashes[index]!, { page: id, row: index, changedAt: changed.has(index) ? seenAt : null }),
  );

export const createLookThrough = (parts: CacheParts): LookThrough => {
  const { damage, pending } = parts;
  /** Versions that are on their way, by interaction. */
  const underway = new Map<string, Version>();

  /** The version that is known of an interaction, and whether there may be any in the index that is out of the lists. */
  const versionOf = (id: string): { readonly known: Version | null; readonly held: boolean } => {
    const known = underway.get(id) ?? pending.versionOf(id);
    if (known) return { known, held: true };
    const { found, holds } = parts.index.look(id);
    if (!found) return { known: null, held: holds };
    const { columns } = found.segment;
    return {
      known: {
        rowHash: hashAt(columns.rowHash, found.document),
        contentHash: hashAt(columns.contentHash, found.document),
        page: columns.page[found.document]!,
        row: columns.row[found.document]!,
      },
      held: true,
    };
  };

  /** Bytes of a packed row, on a running average. */
  let rowSize = 2000;
  const learnSize = ({ deflatable, random }: PackedRows, rows: number): void => {
    rowSize += (deflatable.length + random.length) / rows / 4 - rowSize / 4;
  };
  const rowsPerPage = (): number => Math.max(1, Math.floor(PAGE_BYTES / rowSize));

  const prepare = (delivery: PageDelivery): Prepared => {
    const { checkpoint } = delivery;
    if (checkpoint.pages === 1) damage.begin(checkpoint.id);
    // A row that is twice on a page moved while it was fetched: the later one is the newer.
    const byId = new Map<string, Interaction>();
    for (const row of delivery.rows) byId.set(row.id, row);

    const rows: Interaction[] = [];
    const hashesOfRows: Hashes[] = [];
    const supersedes: Superseded[] = [];
    let conflicts = 0;
    const receipt = { added: 0, changed: 0, unchanged: 0 };
    for (const interaction of byId.values()) {
      const hashes = hashesOf(interaction);
      const { known, held } = versionOf(interaction.id);
      if (known?.rowHash === hashes.rowHash) {
        receipt.unchanged += 1;
        continue;
      }
      const row = rows.length;
      if (known) {
        receipt.changed += 1;
        supersedes.push({ row, page: known.page, pageRow: known.row, contentHash: known.contentHash });
      } else receipt.added += 1;
      // A version that is out of the lists now (its page was dropped) may be back in them at the next start.
      if (held) conflicts += 1;
      rows.push(interaction);
      hashesOfRows.push(hashes);
    }
    const pages: NewPage[] = [];
    for (const { from, to } of rows.length === 0 ? [] : stretches(rows.length, rowsPerPage())) {
      const id = parts.nextId.page++;
      const own = rows.slice(from, to);
      const hashes = hashesOfRows.slice(from, to);
      const older = supersedes
        .filter(({ row }) => row >= from && row < to)
        .map((one) => ({ ...one, row: one.row - from }));
      const packed = packPage({ rows: own, supersedes: older, seenAt: checkpoint.updatedAt });
      learnSize(packed, to - from);
      const sealing = sealPage(parts.sealer, id, packed);
      // Its failure is met when the page is to be stored.
      sealing.catch(() => undefined);
      pages.push({ id, rows: own, hashes, changed: new Set(older.map(({ row }) => row)), sealing });
      own.forEach((one, row) => {
        underway.set(one.id, { ...hashes[row]!, page: id, row });
      });
    }
    return { delivery, receipt, pages, conflicts };
  };

  const forget = ({ pages }: Prepared): void => {
    for (const { id, rows } of pages)
      for (const row of rows) if (underway.get(row.id)?.page === id) underway.delete(row.id);
  };

  return { prepare, forget };
};
