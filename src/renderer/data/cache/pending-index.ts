/**
 * Rows that are stored and not yet in a segment. Many of them are indexed at once: a segment of six pages costs less than
 * six of one page each, which then had to be merged. Their texts are inverted on another thread; whoever looks at the index
 * before that is through has it done here first, so that nobody can tell.
 */
import { inOrder, segmentOf } from '../index/build-segment.ts';
import type { IndexedDocument } from '../index/document.ts';
import { batchOf, type Inverted, invert, type TextBatch } from '../index/inverting.ts';
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

/** Documents that wait, at most: indexing them holds a search up for some 15 ms. */
const MOST_PENDING = 600;
/** How long they wait at most, in ms: as long as until the next telling that there are new ones. */
const LONGEST_WAIT = 250;

/** Documents that become a segment together. */
interface Gathered {
  readonly documents: Map<string, IndexedDocument>;
  /** All pages they came on: one all of whose rows were superseded in the meantime is covered too. */
  readonly pages: Set<number>;
  /** Pages on which a row was superseded before it was indexed. */
  readonly superseded: Set<number>;
  conflicts: number;
}

/** Gathered documents whose texts are being inverted. */
interface Leaving {
  readonly gathered: Gathered;
  readonly ordered: readonly IndexedDocument[];
  readonly batch: TextBatch;
  inverted: Inverted | null;
}

const gatherNone = (): Gathered => ({ documents: new Map(), pages: new Set(), superseded: new Set(), conflicts: 0 });

/**
 * @param onIndexed called after a segment was added
 * @param onSuperseded called with pages on which a row was superseded before it was indexed
 */
export const createPendingIndex = (
  parts: Pick<CacheParts, 'index' | 'nextId' | 'supersedes' | 'sideWork'>,
  onIndexed: () => void,
  onSuperseded: (pages: readonly number[]) => void,
): PendingIndex => {
  let waiting = gatherNone();
  /** Oldest first: segments are added in the order their documents came. */
  const leaving: Leaving[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;

  const addFirst = (): void => {
    const first = leaving.shift();
    if (!first) return;
    const { gathered, ordered, batch, inverted } = first;
    const built = segmentOf(parts.nextId.segment++, ordered, inverted ?? invert(batch));
    const segment = { ...built, pages: [...gathered.pages].sort((one, other) => one - other) };
    parts.supersedes.set(segment.id, gathered.conflicts);
    parts.index.add(segment);
    if (gathered.superseded.size > 0) onSuperseded([...gathered.superseded]);
    onIndexed();
  };

  /** Has what waits inverted. */
  const leave = (): Leaving | null => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (waiting.documents.size === 0) return null;
    const ordered = inOrder([...waiting.documents.values()]);
    const one: Leaving = { gathered: waiting, ordered, batch: batchOf(ordered), inverted: null };
    waiting = gatherNone();
    leaving.push(one);
    return one;
  };

  const leaveForSide = async (): Promise<void> => {
    const one = leave();
    if (!one) return;
    try {
      one.inverted = await parts.sideWork.invert(one.batch);
    } catch {
      // It is done once more, and here, when somebody looks at the index, who then meets the failure.
      return;
    }
    while (leaving[0]?.inverted) addFirst();
  };

  return {
    add: (documents, conflicts) => {
      for (const document of documents) {
        const older = waiting.documents.get(document.id);
        if (older) waiting.superseded.add(older.page);
        waiting.documents.set(document.id, document);
        waiting.pages.add(document.page);
      }
      waiting.conflicts += conflicts;
      if (waiting.documents.size >= MOST_PENDING) void leaveForSide();
      else timer ??= setTimeout(() => void leaveForSide(), LONGEST_WAIT);
    },
    versionOf: (interactionId) => {
      const known = waiting.documents.get(interactionId);
      if (known) return known;
      const one = leaving.findLast(({ gathered }) => gathered.documents.has(interactionId));
      return one?.gathered.documents.get(interactionId) ?? null;
    },
    flush: () => {
      leave();
      while (leaving.length > 0) addFirst();
    },
  };
};
