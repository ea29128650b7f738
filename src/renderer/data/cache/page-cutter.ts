/**
 * Cuts rows into pages of the size that is stored best. How small a row becomes is only known once it is packed, which
 * happens elsewhere: the length of its JSON tells it well enough, and how the two go together is learned.
 */
import { type PageContent, pageJson } from './page-content.ts';

/** Rows of one page. */
export interface Stretch {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** See `pageJson`. */
  readonly json: string;
}

export interface PageCutter {
  cut(content: PageContent): readonly Stretch[];
  /** How many bytes became of a stretch's JSON. */
  learn(json: string, packedBytes: number): void;
}

/**
 * Packed bytes of a stored page, about. The more rows are deflated together, the smaller they become; sealed, so many
 * bytes are well within two records.
 */
const PAGE_BYTES = 230_000;

/** A page that is longer by so much than it was expected to be is cut after all. */
const TOLERANCE = 1.2;

/** Cuts a number of rows into the fewest even stretches of at most `most`. */
const stretches = (rows: number, most: number): readonly { readonly from: number; readonly to: number }[] => {
  const count = Math.ceil(rows / Math.max(1, Math.floor(most)));
  return Array.from({ length: count }, (_, index) => ({
    from: Math.floor((rows * index) / count),
    to: Math.floor((rows * (index + 1)) / count),
  }));
};

const partOf = ({ rows, supersedes, seenAt }: PageContent, from: number, to: number): PageContent => ({
  rows: rows.slice(from, to),
  supersedes: supersedes.filter(({ row }) => row >= from && row < to).map((one) => ({ ...one, row: one.row - from })),
  seenAt,
});

export const createPageCutter = (): PageCutter => {
  /** Packed bytes to a character of JSON, and characters to a row, on running averages. */
  let share = 0.3;
  let rowLength = 6000;

  const cut = (content: PageContent, rowsPerPage: number): readonly Stretch[] =>
    stretches(content.rows.length, rowsPerPage).flatMap(({ from, to }) => {
      const part = partOf(content, from, to);
      const json = pageJson(part);
      const rows = to - from;
      if (rows === 1 || json.length * share <= PAGE_BYTES * TOLERANCE) {
        rowLength += (json.length / rows - rowLength) / 4;
        return { from, to, json };
      }
      const shorter = cut(part, Math.min(rows / 2, (rows * PAGE_BYTES) / (json.length * share)));
      return shorter.map((one) => ({ ...one, from: from + one.from, to: from + one.to }));
    });

  return {
    cut: (content) => cut(content, PAGE_BYTES / (rowLength * share)),
    learn: (json, packedBytes) => {
      share += (packedBytes / json.length - share) / 4;
    },
  };
};
