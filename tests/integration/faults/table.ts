/** The faults a sync has to survive, and what a run that meets each may come to. */
import type { ErrorCode } from '#shared/errors.ts';
import type { Fault } from '../../support/fini-api/index.ts';

/**
 * What the run that meets the fault comes to. `complete`: it gets over it by itself. A code: it is interrupted with that
 * code, and a run after the fault was mended completes. `either`: both are honest. Whatever a run calls itself, one that
 * says complete must have brought everything.
 */
export type Outcome = 'complete' | 'either' | ErrorCode;

export interface FaultCase {
  readonly name: string;
  readonly fault: Fault;
  /** What comes of one occurrence. */
  readonly once: Outcome;
  /** What comes of a fault that stays until it is mended; left out where that makes no sense or takes for ever. */
  readonly lasting?: Outcome;
  /** Rows that are nobody's interaction, counted each time the page is answered. */
  readonly quarantined?: number;
}

const status = (code: number, more: Partial<Extract<Fault, { kind: 'status' }>> = {}): Fault => ({
  kind: 'status',
  status: code,
  ...more,
});

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toUTCString();

const ERRORS: readonly FaultCase[] = [
  {
    name: '400',
    fault: status(400, { message: 'until must be an integer number' }),
    once: 'either',
    lasting: 'bad-request',
  },
  { name: '401', fault: status(401), once: 'invalid-key', lasting: 'invalid-key' },
  { name: '403', fault: status(403), once: 'missing-scope', lasting: 'missing-scope' },
  { name: '404', fault: status(404), once: 'either', lasting: 'bad-request' },
  { name: '500', fault: status(500), once: 'complete', lasting: 'server-error' },
  { name: '502', fault: status(502), once: 'complete', lasting: 'server-error' },
  { name: '502 as a page of a proxy', fault: { kind: 'html', status: 502 }, once: 'complete', lasting: 'server-error' },
  { name: '503', fault: status(503), once: 'complete', lasting: 'server-error' },
  { name: '503 with Retry-After', fault: status(503, { retryAfter: '1' }), once: 'complete' },
  { name: '504', fault: status(504), once: 'complete', lasting: 'server-error' },
  { name: '429 without Retry-After', fault: status(429), once: 'complete' },
  { name: '429 with Retry-After in seconds', fault: status(429, { retryAfter: '1' }), once: 'complete' },
  { name: '429 with Retry-After as a date', fault: status(429, { retryAfter: inSeconds(3600) }), once: 'complete' },
  { name: '429 with Retry-After of years', fault: status(429, { retryAfter: '999999999' }), once: 'complete' },
  { name: '429 with Retry-After in the past', fault: status(429, { retryAfter: inSeconds(-3600) }), once: 'complete' },
  { name: '429 with Retry-After below zero', fault: status(429, { retryAfter: '-30' }), once: 'complete' },
  { name: '429 with Retry-After that means nothing', fault: status(429, { retryAfter: 'soon' }), once: 'complete' },
];

const ANSWERS: readonly FaultCase[] = [
  { name: 'HTML from a proxy', fault: { kind: 'html' }, once: 'either', lasting: 'not-json' },
  { name: 'HTML with 403 from a proxy', fault: { kind: 'html', status: 403 }, once: 'either', lasting: 'not-json' },
  { name: 'JSON cut short', fault: { kind: 'truncated-json' }, once: 'either', lasting: 'not-json' },
  { name: 'an empty body', fault: { kind: 'empty-body' }, once: 'either', lasting: 'not-json' },
  { name: 'JSON as text/plain', fault: { kind: 'content-type' }, once: 'complete' },
  { name: 'JSON as text/html', fault: { kind: 'content-type', contentType: 'text/html' }, once: 'complete' },
  { name: 'gzip', fault: { kind: 'gzip' }, once: 'complete' },
  { name: 'gzip that is broken', fault: { kind: 'gzip', corrupt: true }, once: 'either' },
  {
    name: 'a redirect (301)',
    fault: { kind: 'redirect', status: 301 },
    once: 'redirect-refused',
    lasting: 'redirect-refused',
  },
  {
    name: 'a redirect (307)',
    fault: { kind: 'redirect', status: 307 },
    once: 'redirect-refused',
    lasting: 'redirect-refused',
  },
  { name: 'a Date two days ahead', fault: { kind: 'clock-skew', milliseconds: 172_800_000 }, once: 'complete' },
  { name: 'a Date two days behind', fault: { kind: 'clock-skew', milliseconds: -172_800_000 }, once: 'complete' },
];

const CONNECTIONS: readonly FaultCase[] = [
  { name: 'an answer that is late', fault: { kind: 'latency', milliseconds: 150 }, once: 'complete' },
  { name: 'a body that trickles', fault: { kind: 'slow-body', bytesPerSecond: 200_000 }, once: 'complete' },
  { name: 'a body that trickles for ever', fault: { kind: 'slow-body', bytesPerSecond: 400 }, once: 'complete' },
  { name: 'no answer at all', fault: { kind: 'hang-before-headers' }, once: 'complete' },
  {
    name: 'an answer that stops in its first bytes',
    fault: { kind: 'hang-in-body', fraction: 0.01 },
    once: 'complete',
  },
  { name: 'an answer that stops near its end', fault: { kind: 'hang-in-body', fraction: 0.95 }, once: 'complete' },
  { name: 'a reset before the answer', fault: { kind: 'reset' }, once: 'complete' },
  { name: 'a reset in the answer', fault: { kind: 'reset-in-body' }, once: 'complete' },
  { name: 'a connection closed early', fault: { kind: 'truncated-body', fraction: 0.1 }, once: 'complete' },
  { name: 'a connection closed near the end', fault: { kind: 'truncated-body', fraction: 0.99 }, once: 'complete' },
  { name: 'a half-open connection', fault: { kind: 'half-open' }, once: 'complete' },
];

const ROWS: readonly FaultCase[] = [
  {
    name: 'a row of wrong types',
    fault: { kind: 'wrong-types' },
    once: 'complete',
    lasting: 'complete',
    quarantined: 1,
  },
  { name: 'a row without id', fault: { kind: 'missing-id' }, once: 'complete', lasting: 'complete', quarantined: 1 },
  {
    name: 'rows that are no objects',
    fault: { kind: 'not-objects' },
    once: 'complete',
    lasting: 'complete',
    quarantined: 4,
  },
  {
    name: 'dates out of range',
    fault: { kind: 'date-out-of-range' },
    once: 'complete',
    lasting: 'complete',
    quarantined: 5,
  },
  { name: 'each row twice on a page', fault: { kind: 'duplicate-in-page' }, once: 'complete', lasting: 'complete' },
  { name: 'rows of the page before', fault: { kind: 'duplicate-across-pages' }, once: 'complete', lasting: 'complete' },
  { name: '__proto__ and constructor as keys', fault: { kind: 'proto-keys' }, once: 'complete', lasting: 'complete' },
  { name: 'a row of 5 MB', fault: { kind: 'huge-row' }, once: 'complete' },
  { name: 'unknown values', fault: { kind: 'unknown-enums' }, once: 'complete', lasting: 'complete' },
];

const PAGES: readonly FaultCase[] = [
  { name: 'a repeated cursor', fault: { kind: 'repeated-cursor' }, once: 'either', lasting: 'either' },
  { name: 'an empty page with more to come', fault: { kind: 'empty-with-more' }, once: 'either', lasting: 'either' },
  {
    name: 'an empty page with more and no cursor',
    fault: { kind: 'empty-with-more', nextCursor: 'null' },
    once: 'either',
    lasting: 'either',
  },
  { name: 'more to come and no cursor', fault: { kind: 'more-without-cursor' }, once: 'either', lasting: 'either' },
  { name: 'rows that are no list', fault: { kind: 'rows-not-a-list' }, once: 'either', lasting: 'unexpected-shape' },
  { name: 'records that move to the top', fault: { kind: 'rows-move-to-top' }, once: 'complete' },
];

/** Every fault, the connection's first: they take longest. */
export const FAULTS: readonly FaultCase[] = [...CONNECTIONS, ...ERRORS, ...ANSWERS, ...ROWS, ...PAGES];

export const PLACES = { first: 'newest', middle: 'median', last: 'oldest' } as const;
