/**
 * Rows that are stored and not yet in a segment. Many of them are indexed at once: a segment of six pages costs less than
 * six of one page each, which then had to be merged. Whoever looks at the index has them indexed first, so that nobody
 * can tell.
 */
import { buildSegment } from '../index/build-segment.ts';
import type { IndexedDocument } from '../index/document.ts';
import type { CacheParts } from './cache.ts';

/** The version of an interaction that is stored, or will be when the pages on their way are. */
export interface Version {
  readonly rowHash: string;
  readonly contentHash: string;
  readonly page: number;
  readonly row: number;
}

export interface PendingIndex {
  /** Takes the rows of stored pages; `conflicts` of them may take the place of others. */
  add(documents: readonly IndexedDocument[], conflicts: number): void;
  versionOf(interactionId: string): Version | null;
  /** Indexes what waits, at once. */
  flush(): void;
}

/** Documents that wait, at most: indexing them holds a search up for some 25 ms. */
const MOST_PENDING = 600;
/** How long they wait at most, in ms: as long as until the next telling that there are new ones. */
const LONGEST_WAIT = 250;

/**
 * @param onIndexed called after a segment was added
 * @param onSuperseded called with pages on which a row was superseded before it was indexed
 */
export const createPendingIndex = (
  parts: Pick<CacheParts, 'index' | 'nextId' | 'supersedes'>,
  onIndexed: () => void,
  onSuperseded: (pages: readonly number[]) => void,
): PendingIndex => {
  const waiting = new Map<string, IndexedDocument>();
  const pages = new Set<number>();
  const superseded = new Set<number>();
  let conflicting = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (waiting.size === 0) return;
    const built = buildSegment(parts.nextId.segment++, [...waiting.values()]);
    // A page all of whose rows were superseded in the meantime is covered too.
    const segment = { ...built, pages: [...pages].sort((one, other) => one - other) };
    parts.supersedes.set(segment.id, conflicting);
    parts.index.add(segment);
    if (superseded.size > 0) onSuperseded([...superseded]);
    waiting.clear();
    pages.clear();
    superseded.clear();
    conflicting = 0;
    onIndexed();
  };

  return {
    add: (documents, conflicts) => {
      for (const document of documents) {
        const older = waiting.get(document.id);
        if (older) superseded.add(older.page);
        waiting.set(document.id, document);
        pages.add(document.page);
      }
      conflicting += conflicts;
      if (waiting.size >= MOST_PENDING) flush();
      else timer ??= setTimeout(flush, LONGEST_WAIT);
    },
    versionOf: (interactionId) => waiting.get(interactionId) ?? null,
    flush,
  };
};
