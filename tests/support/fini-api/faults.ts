/** The faults a stand-in server can make, and when it makes them. */
import type { ListQuery } from './query.ts';

/** What is wrong with the rows of a page although the answer is whole. */
export type RowFault =
  /** A row whose id, time and events have the wrong types is added: it is nobody's interaction, so nothing is lost. */
  | { readonly kind: 'wrong-types' }
  /** A row without an id is added. */
  | { readonly kind: 'missing-id' }
  /** Rows whose times are negative, fractional, text or beyond what a date holds are added. */
  | { readonly kind: 'date-out-of-range' }
  /** `null`, a number, a string and a list are added among the rows. */
  | { readonly kind: 'not-objects' }
  /** Every row of the page stands in it twice. */
  | { readonly kind: 'duplicate-in-page' }
  /** The last rows of the page before stand at the top of this one too. */
  | { readonly kind: 'duplicate-across-pages'; readonly rows?: number }
  /** From now on the page's first row has own `__proto__` and `constructor` keys: it is part of the data. */
  | { readonly kind: 'proto-keys' }
  /** From now on the page's first row holds a message of so many bytes (default 5 MB): it is part of the data. */
  | { readonly kind: 'huge-row'; readonly bytes?: number }
  /** From now on the page's first row has unknown source, channel, status, role and type: it is part of the data. */
  | { readonly kind: 'unknown-enums' };

/** What is wrong with the page around its rows. */
export type PageFault =
  /** `nextCursor` is the cursor that was asked with; on the first page the id of its own first row. */
  | { readonly kind: 'repeated-cursor' }
  /** No rows, `hasMore` true, and the cursor that was asked with (or null). */
  | { readonly kind: 'empty-with-more'; readonly nextCursor?: 'same' | 'null' }
  | { readonly kind: 'more-without-cursor' }
  /** The list of interactions is an object. */
  | { readonly kind: 'rows-not-a-list' }
  /** After this page is made, so many rows (default 3) that are still to come get a new message and move to the top. */
  | { readonly kind: 'rows-move-to-top'; readonly rows?: number };

/** What is wrong with the answer as a whole. */
export type AnswerFault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly message?: string;
      /** Verbatim, seconds or an HTTP date. */
      readonly retryAfter?: string;
    }
  /** A proxy's page. */
  | { readonly kind: 'html'; readonly status?: number }
  /** The right JSON under another content type (default text/plain). */
  | { readonly kind: 'content-type'; readonly contentType?: string }
  /** Whole as HTTP, but the JSON stops half-way. */
  | { readonly kind: 'truncated-json' }
  | { readonly kind: 'empty-body' }
  /** To `to`, or to a second origin of the stand-in's that records whoever comes. */
  | { readonly kind: 'redirect'; readonly status?: 301 | 302 | 303 | 307 | 308; readonly to?: string }
  /** The body is gzipped, and says so; `corrupt` damages it. */
  | { readonly kind: 'gzip'; readonly corrupt?: boolean }
  /** The Date header is so many milliseconds off. */
  | { readonly kind: 'clock-skew'; readonly milliseconds: number };

/** What is wrong with the connection. */
export type TransportFault =
  | { readonly kind: 'latency'; readonly milliseconds: number }
  /** The connection ends before as much came as Content-Length said. */
  | { readonly kind: 'truncated-body'; readonly fraction?: number }
  | { readonly kind: 'slow-body'; readonly bytesPerSecond: number }
  | { readonly kind: 'hang-before-headers' }
  | { readonly kind: 'hang-in-body'; readonly fraction?: number }
  /** TCP reset before any byte of the answer. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'reset-in-body'; readonly fraction?: number }
  /** The other end is gone without a word: nothing is read, answered or closed any more, not even after the client is. */
  | { readonly kind: 'half-open' };

export type Fault = RowFault | PageFault | AnswerFault | TransportFault;

/** What a rule may decide by. */
export interface FaultContext {
  readonly endpoint: 'list' | 'interaction' | 'bots' | 'tag-groups' | 'tags';
  /** How many list requests (for another endpoint: requests of it) came before this one since `setFaults`. */
  readonly index: number;
  /** Of a list request that is well-formed. */
  readonly query: ListQuery | null;
  /** True on a list request without a cursor. */
  readonly first: boolean;
  /** True on the page that holds the row in the middle of the window. */
  readonly middle: boolean;
  /** True on the page after which there is no older one. */
  readonly last: boolean;
  /** True on a page that holds the newest, the median or the oldest interaction the server held at `setFaults`. */
  readonly newest: boolean;
  readonly median: boolean;
  readonly oldest: boolean;
}

const PLACES = ['first', 'middle', 'last', 'newest', 'median', 'oldest'] as const;
export type Place = (typeof PLACES)[number];

export interface FaultRule {
  readonly fault: Fault;
  /**
   * List requests it applies to: their index since `setFaults` (0 first, retries counted), a place in the window asked for
   * (`first`, `middle`, `last`) or in all the data (`newest`, `median`, `oldest`: the same page however a client cuts its
   * windows), all of them, or any request that a predicate picks.
   */
  readonly on: number | readonly number[] | Place | 'every' | ((context: FaultContext) => boolean);
  /** How often at most; default once for a place, else without end. */
  readonly times?: number;
}

/** Every kind, so that a table of tests can show it left none out. */
export const FAULT_KINDS = [
  'wrong-types',
  'missing-id',
  'date-out-of-range',
  'not-objects',
  'duplicate-in-page',
  'duplicate-across-pages',
  'proto-keys',
  'huge-row',
  'unknown-enums',
  'repeated-cursor',
  'empty-with-more',
  'more-without-cursor',
  'rows-not-a-list',
  'rows-move-to-top',
  'status',
  'html',
  'content-type',
  'truncated-json',
  'empty-body',
  'redirect',
  'gzip',
  'clock-skew',
  'latency',
  'truncated-body',
  'slow-body',
  'hang-before-headers',
  'hang-in-body',
  'reset',
  'reset-in-body',
  'half-open',
] as const satisfies readonly Fault['kind'][];

const applies = (rule: FaultRule, context: FaultContext): boolean => {
  const { on } = rule;
  if (typeof on === 'function') return on(context);
  if (context.endpoint !== 'list') return false;
  if (typeof on === 'number') return context.index === on;
  if (typeof on === 'object') return on.includes(context.index);
  return on === 'every' || context[on];
};

const isPlace = (on: FaultRule['on']): boolean => PLACES.some((place) => place === on);

export interface FaultTable {
  /** Index of the next request of an endpoint. */
  next(endpoint: FaultContext['endpoint']): number;
  /** The faults of this request, in the order of their rules; each use is counted. */
  take(context: FaultContext): readonly Fault[];
}

/** Rules with their counts of use. */
export const createFaultTable = (rules: readonly FaultRule[]): FaultTable => {
  const left = rules.map((rule) => rule.times ?? (isPlace(rule.on) ? 1 : Number.POSITIVE_INFINITY));
  const counts = new Map<FaultContext['endpoint'], number>();
  return {
    next: (endpoint) => {
      const index = counts.get(endpoint) ?? 0;
      counts.set(endpoint, index + 1);
      return index;
    },
    take: (context) => {
      const faults: Fault[] = [];
      rules.forEach((rule, index) => {
        const remaining = left[index] ?? 0;
        if (remaining <= 0 || !applies(rule, context)) return;
        left[index] = remaining - 1;
        faults.push(rule.fault);
      });
      return faults;
    },
  };
};
