/** Which days the cache holds, from how far the windows were walked. */
import type { CoverageSpan } from '#shared/contract/data.ts';
import type { WindowScope } from '#shared/domain/scope.ts';
import type { WindowCheckpoint } from '#shared/domain/sync.ts';
import { sameNames } from './sync-request.ts';

export const isWholeScope = ({ sources, channels, agentId }: WindowScope): boolean =>
  sources.length === 0 && channels.length === 0 && agentId === null;

export const sameScope = (one: WindowScope, other: WindowScope): boolean =>
  one.agentId === other.agentId && sameNames(one.sources, other.sources) && sameNames(one.channels, other.channels);

/** The better one is drawn where several meet: an unfinished walk that could bring everything before a finished part. */
const RANK: Readonly<Record<CoverageSpan['state'], number>> = { part: 0, unfinished: 1, complete: 2 };

/** What one checkpoint says: the stretch it has walked, and the one it has not. Empty stretches are left out. */
export const spansOf = (checkpoint: WindowCheckpoint): readonly CoverageSpan[] => {
  const { until, scope, complete, reachedAt } = checkpoint;
  const since = Math.max(checkpoint.since, Math.min(checkpoint.floor ?? checkpoint.since, until));
  // Of the moment that was reached last there may be more to come.
  const reached = complete ? since : Math.min(until, Math.max(since, reachedAt === null ? until : reachedAt + 1));
  // An old period that was walked today is known as it is today, however long ago it ended.
  const asOf = checkpoint.startedAt === 0 ? until : checkpoint.startedAt;
  const walked = { state: isWholeScope(scope) ? 'complete' : 'part', asOf, scope } as const;
  const spans: readonly CoverageSpan[] = [
    { since, until: reached, ...walked, state: 'unfinished' },
    { since: reached, until, ...walked },
  ];
  return spans.filter((span) => span.since < span.until);
};

const better = (one: CoverageSpan, other: CoverageSpan): boolean =>
  RANK[one.state] !== RANK[other.state] ? RANK[one.state] > RANK[other.state] : one.asOf > other.asOf;

/**
 * Merges what all checkpoints say, oldest first, none overlapping another: at every moment the best that any of them
 * knows of it. Neighbours differ in state, scope or time of knowledge.
 */
export const coverageOf = (checkpoints: readonly WindowCheckpoint[]): readonly CoverageSpan[] => {
  const spans = checkpoints.flatMap(spansOf);
  const cuts = [...new Set(spans.flatMap(({ since, until }) => [since, until]))].sort((one, other) => one - other);
  const starting = [...spans].sort((one, other) => one.since - other.since);
  const merged: CoverageSpan[] = [];
  let active: readonly CoverageSpan[] = [];
  let next = 0;
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const [since, until] = [cuts[index]!, cuts[index + 1]!];
    const still = active.filter((span) => span.until > since);
    while (next < starting.length && starting[next]!.since <= since) still.push(starting[next++]!);
    active = still;
    const [first, ...others] = active;
    if (!first) continue;
    const best = others.reduce((winner, span) => (better(span, winner) ? span : winner), first);
    const previous = merged.at(-1);
    if (previous?.until === since && isLike(previous, best)) merged[merged.length - 1] = { ...previous, until };
    else merged.push({ ...best, since, until });
  }
  return merged;
};

const isLike = (one: CoverageSpan, other: CoverageSpan): boolean =>
  one.state === other.state && one.asOf === other.asOf && sameScope(one.scope, other.scope);
