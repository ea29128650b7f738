import { describe, expect, it } from 'vitest';
import { WHOLE_SCOPE } from '#shared/domain/scope.ts';
import { syncRequestSchema, type WindowCheckpoint } from '#shared/domain/sync.ts';
import { DAY } from '#shared/domain/workspace.ts';
import { requestOf } from '../../../../../src/renderer/data/sync/sync-request.ts';
import { checkpoint } from '../interactions.ts';

const NOW = 400 * DAY;
const habits = { refreshDays: 7, scope: WHOLE_SCOPE };
const walk = (fields: Partial<WindowCheckpoint> = {}): WindowCheckpoint =>
  checkpoint({
    id: 'walk',
    since: 300 * DAY,
    until: 390 * DAY,
    openEnded: true,
    startedAt: 390 * DAY,
    complete: true,
    cursor: null,
    ...fields,
  });

describe('what is new', () => {
  it('is asked for from the refresh period before the last walk on, however early it was created', () => {
    const request = requestOf({ kind: 'latest' }, [walk()], habits, NOW);
    expect(request).toEqual({
      period: { since: NOW - 85 * DAY, until: NOW },
      openEnded: true,
      floor: 383 * DAY,
      scope: WHOLE_SCOPE,
      unfinished: [],
      recheck: [],
      older: [walk()],
      unfinishedOnly: false,
    });
    expect(syncRequestSchema.safeParse(request).success).toBe(true);
  });

  it('reaches further back after a long time without a sync', () => {
    const request = requestOf({ kind: 'latest' }, [walk({ startedAt: 100 * DAY, until: 100 * DAY })], habits, NOW);
    expect(request).toMatchObject({ period: { since: 93 * DAY, until: NOW }, floor: 93 * DAY });
  });

  it('counts from the newest message that the server had, when this machine’s clock was ahead of it', () => {
    const request = requestOf({ kind: 'latest' }, [walk({ newestAt: 388 * DAY })], habits, NOW);
    expect(request).toMatchObject({ floor: 381 * DAY });
  });

  it('counts from the end of a period that ended before it was fetched', () => {
    const closed = walk({ openEnded: false, until: 350 * DAY });
    expect(requestOf({ kind: 'latest' }, [closed], habits, NOW)).toMatchObject({ floor: 343 * DAY });
  });

  it('goes on with every unfinished walk, and counts from one too, since it comes to its end in the same run', () => {
    const older = walk({ id: 'older', complete: false });
    const newer = walk({ id: 'newer', complete: false, startedAt: 395 * DAY, until: 395 * DAY });
    const request = requestOf({ kind: 'latest' }, [older, newer, walk()], habits, NOW);
    expect(request).toMatchObject({ floor: 388 * DAY, unfinished: [{ id: 'older' }, { id: 'newer' }] });
  });

  it('looks at what was fetched of earlier times, but not agent by agent where everything is asked for as well', () => {
    const old = walk({ id: 'old', since: 210 * DAY, until: 300 * DAY, openEnded: false });
    const ofAgent = walk({ ...old, id: 'agent', scope: { ...old.scope, agentId: 'a1' } });
    const other = walk({ ...old, id: 'other', scope: { ...old.scope, sources: ['api'] } });
    const left = walk({ ...old, id: 'left', caughtUp: false });
    const newest = walk({ since: 320 * DAY, until: 399 * DAY, startedAt: 399 * DAY });
    const all = [newest, old, ofAgent, other, left];
    const attributing = { ...WHOLE_SCOPE, attributeAgents: true };
    for (const scope of [WHOLE_SCOPE, attributing])
      expect(requestOf({ kind: 'latest' }, all, { ...habits, scope }, NOW)?.older.map(({ id }) => id)).toEqual(['old']);
  });

  it('is everything when nothing was fetched', () => {
    expect(requestOf({ kind: 'latest' }, [], habits, NOW)).toMatchObject({ floor: null, scope: WHOLE_SCOPE });
  });

  it('is of everything after a run that went agent by agent, although that is not usual', () => {
    const whole = walk({ newestAt: 389 * DAY });
    const ofAgent = walk({ id: 'agent', newestAt: 389 * DAY + 5, scope: { ...whole.scope, agentId: 'a1' } });
    for (const walks of [
      [ofAgent, whole],
      [whole, ofAgent],
    ])
      expect(requestOf({ kind: 'latest' }, walks, habits, NOW)).toMatchObject({ floor: 382 * DAY, scope: WHOLE_SCOPE });
  });

  it('keeps to the scope of the last walk', () => {
    const scope = { sources: ['zendesk'], channels: [], agentId: 'a1' };
    expect(requestOf({ kind: 'latest' }, [walk({ scope })], habits, NOW)).toMatchObject({
      scope: { sources: ['zendesk'], channels: [], agentIds: ['a1'], attributeAgents: false },
    });
    const usual = { sources: ['zendesk'], channels: [], agentIds: [], attributeAgents: true };
    expect(requestOf({ kind: 'latest' }, [walk({ scope })], { ...habits, scope: usual }, NOW)).toMatchObject({
      scope: usual,
    });
  });
});

describe('a period', () => {
  const period = { since: 10 * DAY, until: 40 * DAY };
  const ask = { kind: 'period', period, openEnded: false, scope: WHOLE_SCOPE } as const;
  const unfinished = checkpoint({ id: 'a', since: period.since, until: period.until });

  it('goes on with the unfinished windows within it that ask for the same', () => {
    const complete = { ...unfinished, id: 'b', complete: true };
    const wider = { ...unfinished, id: 'c', until: period.until + 1 };
    const narrower = { ...unfinished, id: 'd', scope: { sources: ['zendesk'], channels: [], agentId: null } };
    const request = requestOf(ask, [unfinished, complete, wider, narrower], habits, NOW);
    expect(request).toMatchObject({ period, openEnded: false, floor: null, unfinished: [{ id: 'a' }] });
  });

  it('goes on with one that begins up to a day earlier', () => {
    const yesterday = { ...unfinished, since: period.since - DAY, until: period.until - 1 };
    expect(requestOf(ask, [yesterday], habits, NOW)?.unfinished).toEqual([yesterday]);
    const earlier = { ...yesterday, since: yesterday.since - 1 };
    expect(requestOf(ask, [earlier], habits, NOW)?.unfinished).toEqual([]);
  });
});

describe('going on', () => {
  it('asks for the unfinished windows and nothing else', () => {
    const request = requestOf({ kind: 'resume' }, [walk(), walk({ id: 'left', complete: false })], habits, NOW);
    expect(request).toMatchObject({ unfinishedOnly: true, unfinished: [{ id: 'left' }] });
    expect(syncRequestSchema.safeParse(request).success).toBe(true);
  });

  it('has what a run fetched looked at once more when the run ended before it did that itself', () => {
    const left = walk({ id: 'left', caughtUp: false });
    const resumed = requestOf({ kind: 'resume' }, [walk(), left], habits, NOW);
    expect(resumed).toMatchObject({
      period: { since: left.since, until: left.until },
      unfinished: [],
      recheck: [{ id: 'left' }],
    });
    expect(requestOf({ kind: 'latest' }, [left], habits, NOW)).toMatchObject({ recheck: [{ id: 'left' }] });
  });

  it('is nothing when nothing was left', () => {
    expect(requestOf({ kind: 'resume' }, [walk()], habits, NOW)).toBeNull();
  });
});
