/**
 * Each fault × first, middle and last page × once and lasting, over servers that differ: the real host and the real data
 * worker in Chromium, joined by the web shell's socket. A few cases run at once, since most of them mostly wait.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CacheSummary } from '#shared/contract/data.ts';
import { isLeftOff } from '#shared/domain/sync.ts';
import { generateInteractions } from '../../../src/main/services/sample/generate.ts';
import { differences, fingerprintsOf, lastDays, NO_DIFFERENCES } from '../../support/bare-app/desk.ts';
import { type Case, type CaseOptions, type Lane, laneUnavailable, startLane } from '../../support/bare-app/lane.ts';
import { FAULT_KINDS, type FaultRule, type FiniApiOptions } from '../../support/fini-api/index.ts';
import { createPool } from '../../support/pool.ts';
import { FAULTS, type FaultCase, type Outcome, PLACES } from './table.ts';

const COUNT = 110;
/** Browser pages that cases take turns with. */
const LANES = 3;

/** Whatever follows FINI_API.md is Fini: the cases take turns with these. */
const SERVERS: readonly Omit<FiniApiOptions, 'interactions'>[] = [
  { largestPage: 20 },
  { largestPage: 20, windowTests: 'creation' },
  { largestPage: 20, cursors: 'opaque' },
  { largestPage: 20, conversationsKey: true, windowTests: 'creation', cursors: 'opaque' },
];

/** Seconds where a reviewer's application has minutes; otherwise as it is. */
const PATIENCE: NonNullable<CaseOptions['patience']> = {
  limits: { response: 800, idle: 500, body: 1500 },
  retry: { attempts: 4, base: 4, rateLimitedBase: 8, longest: 40, longestAsked: 60 },
};

interface Named {
  readonly title: string;
  readonly fault: FaultCase;
  readonly rule: FaultRule;
  readonly outcome: Outcome;
  readonly server: Omit<FiniApiOptions, 'interactions'>;
}

const cases: readonly Named[] = FAULTS.flatMap((fault) =>
  Object.entries(PLACES).flatMap(([place, on]) => [
    {
      title: `${fault.name}, once, on the ${place} page`,
      fault,
      rule: { fault: fault.fault, on, times: 1 },
      outcome: fault.once,
    },
    ...(fault.lasting === undefined
      ? []
      : [
          {
            title: `${fault.name}, until mended, on the ${place} page`,
            fault,
            rule: { fault: fault.fault, on, times: Number.POSITIVE_INFINITY },
            outcome: fault.lasting,
          },
        ]),
  ]),
).map((one, index) => ({ ...one, server: SERVERS[index % SERVERS.length] ?? {} }));

const missing = laneUnavailable();
if (missing !== null) console.warn(`SKIPPED: no fault of a sync is tested, because ${missing}.`);

describe.skipIf(missing !== null)('a sync that meets', () => {
  const lanes: Lane[] = [];
  const free = createPool<Lane>();
  beforeAll(async () => {
    for (let index = 0; index < LANES; index += 1) {
      const lane = await startLane();
      lanes.push(lane);
      free.give(lane);
    }
  }, 60_000);
  afterAll(async () => {
    for (const lane of lanes) await lane.close();
  });

  it('has at least 200 faults to meet', () => {
    expect(cases.length).toBeGreaterThanOrEqual(200);
    expect(new Set(cases.map(({ title }) => title)).size).toBe(cases.length);
    const kinds = new Set(cases.map(({ fault }) => fault.fault.kind));
    expect(FAULT_KINDS.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it.concurrent.for(cases)('$title', { timeout: 60_000 }, async ({ fault, rule, outcome, server }) => {
    const lane = await free.take();
    try {
      const interactions = generateInteractions({ now: Date.now() - 60_000, count: COUNT, seed: 21 });
      const workplace = await lane.open({ interactions, patience: PATIENCE, ...server });
      try {
        await prove(workplace, fault, rule, outcome);
      } finally {
        await workplace.remove();
      }
      expect(lane.takeErrors()).toEqual([]);
    } finally {
      free.give(lane);
    }
  });
});

const prove = async ({ api, desk }: Case, fault: FaultCase, rule: FaultRule, outcome: Outcome): Promise<void> => {
  const difference = async () => differences(fingerprintsOf(api), await desk.dump());
  api.clearRequests();
  api.setFaults(rule);
  const first = await desk.run(lastDays(89));
  expect(api.requests.some(({ faults }) => faults.includes(fault.fault.kind))).toBe(true);

  const expected =
    outcome === 'complete' ? ['complete'] : outcome === 'either' ? ['complete', 'interrupted'] : ['interrupted'];
  expect(expected, JSON.stringify(first.error)).toContain(first.state);
  const summary: CacheSummary = await desk.call('cacheSummary', undefined);
  if (first.state === 'complete') {
    // Never "complete" while something is missing, before anything was mended or fetched again.
    expect(await difference()).toEqual(NO_DIFFERENCES);
    expect(summary.windows.some(isLeftOff)).toBe(false);
    expect(first.fraction).toBe(1);
    expect(first.quarantined >= (fault.quarantined ?? 0)).toBe(true);
  } else {
    expect(first.error?.nextStep).toBeTruthy();
    if (outcome !== 'either') expect(first.error?.code).toBe(outcome);
    expect(summary.windows.length === 0 || summary.windows.some(isLeftOff)).toBe(true);
  }

  api.setFaults();
  const second = await desk.run(first.state === 'complete' ? lastDays(89) : { kind: 'resume' });
  expect(second.state, JSON.stringify(second.error)).toBe('complete');
  expect(await difference()).toEqual(NO_DIFFERENCES);
  expect(api.violations).toEqual([]);
};
