/** What the host is asked to fetch, out of what the reviewer asked for and what the cache has already. */
import { DEFAULT_REFRESH_DAYS, type SyncAsk } from '#shared/contract/data.ts';
import { type Scope, WHOLE_SCOPE, type WindowScope } from '#shared/domain/scope.ts';
import { isLeftOff, type SyncRequest, type WindowCheckpoint } from '#shared/domain/sync.ts';
import { DAY } from '#shared/domain/workspace.ts';

/**
 * How far back a record may have been created that is asked for again because it went on, in days: less than the API's
 * longest window, so that one window does.
 */
const LATEST_DAYS = 85;

export interface SyncHabits {
  readonly refreshDays: number;
  readonly scope: Scope;
}

export const defaultHabits: SyncHabits = { refreshDays: DEFAULT_REFRESH_DAYS, scope: WHOLE_SCOPE };

/**
 * @param now epoch ms
 * @returns null when there is nothing to go on with
 */
export const requestOf = (
  ask: SyncAsk,
  checkpoints: readonly WindowCheckpoint[],
  habits: SyncHabits,
  now: number,
): SyncRequest | null => {
  const unfinished = checkpoints.filter((checkpoint) => !checkpoint.complete);
  const recheck = checkpoints.filter((checkpoint) => checkpoint.complete && isLeftOff(checkpoint));
  switch (ask.kind) {
    case 'period': {
      const { period, openEnded, scope } = ask;
      const within = unfinished.filter(
        // "The last 30 days" of yesterday began a day earlier.
        (one) => one.since >= period.since - DAY && one.until <= period.until && isAskedBy(one.scope, scope),
      );
      return { period, openEnded, floor: null, scope, unfinished: within, recheck, older: [], unfinishedOnly: false };
    }
    case 'latest': {
      const base = baseOf(checkpoints, habits.scope);
      const knownUntil = base ? base.at - habits.refreshDays * DAY : null;
      const since = Math.max(0, Math.min(now - LATEST_DAYS * DAY, knownUntil ?? Number.POSITIVE_INFINITY));
      const scope = base ? scopeLike(base.checkpoint.scope, habits.scope) : habits.scope;
      return {
        period: { since, until: now },
        openEnded: true,
        floor: knownUntil === null ? null : Math.max(0, knownUntil),
        scope,
        unfinished,
        recheck,
        older: checkpoints.filter((one) => !isLeftOff(one) && one.since < since && isAskedWhole(one.scope, scope)),
        unfinishedOnly: false,
      };
    }
    case 'resume': {
      const left = [...unfinished, ...recheck];
      if (left.length === 0) return null;
      return {
        period: {
          since: Math.min(...left.map(({ since }) => since)),
          until: Math.max(...left.map(({ until }) => until)),
        },
        openEnded: false,
        floor: null,
        scope: scopeLike(left[0]!.scope, habits.scope),
        unfinished,
        recheck,
        older: [],
        unfinishedOnly: true,
      };
    }
  }
};

/**
 * The walk that knows the most recent moment. One that is not at its end counts too: it goes on in the same run, and
 * until then stays unfinished.
 */
const newestWalk = (
  checkpoints: readonly WindowCheckpoint[],
): { readonly checkpoint: WindowCheckpoint; readonly at: number } | null => {
  let newest: { checkpoint: WindowCheckpoint; at: number } | null = null;
  for (const checkpoint of checkpoints) {
    // What the server called the newest then counts too: this machine's clock may be days ahead of it.
    const at = Math.min(knownAt(checkpoint), checkpoint.newestAt ?? Number.POSITIVE_INFINITY);
    if (newest === null || at > newest.at) newest = { checkpoint, at };
  }
  return newest;
};

/**
 * The walk that what is new counts from. Of a run that went agent by agent it is the one without an agent, which is of
 * everything, unless such agents are what is usually asked for.
 */
const baseOf = (checkpoints: readonly WindowCheckpoint[], usual: Scope): ReturnType<typeof newestWalk> => {
  const newest = newestWalk(checkpoints);
  if (newest === null || newest.checkpoint.scope.agentId === null || isAskedBy(newest.checkpoint.scope, usual))
    return newest;
  const whole = newestWalk(checkpoints.filter(({ scope }) => scope.agentId === null));
  return whole !== null && newest.at - whole.at <= DAY ? whole : newest;
};

/** Until when a walk knows everything, epoch ms. The `until` of an open-ended one is only this machine's clock. */
export const knownAt = ({ startedAt, until, openEnded }: WindowCheckpoint): number => {
  if (startedAt === 0) return until;
  return openEnded ? startedAt : Math.min(startedAt, until);
};

/** Whether a window asks for a part of what the scope asks for. */
const isAskedBy = (window: WindowScope, scope: Scope): boolean =>
  sameNames(window.sources, scope.sources) &&
  sameNames(window.channels, scope.channels) &&
  (window.agentId === null
    ? scope.agentIds.length === 0 || scope.attributeAgents
    : scope.attributeAgents || scope.agentIds.includes(window.agentId));

/** The same, without the parts of single agents where everything is asked for as well. */
const isAskedWhole = (window: WindowScope, scope: Scope): boolean =>
  isAskedBy(window, scope) && (window.agentId === null || scope.agentIds.length > 0);

/** What the reviewer usually asks for, if the window is of that kind; else what the window asked for. */
const scopeLike = (window: WindowScope, usual: Scope): Scope =>
  isAskedBy(window, usual)
    ? usual
    : {
        sources: window.sources,
        channels: window.channels,
        agentIds: window.agentId === null ? [] : [window.agentId],
        attributeAgents: false,
      };

export const sameNames = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name) => other.includes(name));
