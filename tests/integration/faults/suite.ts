/** Makes the cases of a group: each fault × first, middle and last page × once and lasting, over servers that differ. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CacheSummary } from '#shared/contract/data.ts';
import { generateInteractions } from '../../../src/main/services/sample/generate.ts';
import { differences, fingerprintsOf, lastDays, NO_DIFFERENCES } from '../../support/bare-app/desk.ts';
import { type Case, type CaseOptions, type Lane, laneUnavailable, startLane } from '../../support/bare-app/lane.ts';
import type { FaultRule, FiniApiOptions } from '../../support/fini-api/index.ts';
import { type FaultCase, GROUPS, type Outcome, PLACES } from './table.ts';

const COUNT = 110;

/** Whatever follows FINI_API.md is Fini: the cases take turns with these. */
const SERVERS: readonly Omit<FiniApiOptions, 'interactions'>[] = [
  { largestPage: 20 },
  { largestPage: 20, windowTests: 'creation' },
  { largestPage: 20, cursors: 'opaque' },
  { largestPage: 20, conversationsKey: true, windowTests: 'creation', cursors: 'opaque' },
];

/** Seconds where a reviewer's application has minutes; otherwise as it is. */
const PATIENCE: NonNullable<CaseOptions['patience']> = {
  limits: { response: 600, idle: 400, body: 1200 },
  retry: { attempts: 4, base: 4, rateLimitedBase: 8, longest: 40, longestAsked: 60 },
};

interface Named {
  readonly title: string;
  readonly fault: FaultCase;
  readonly rule: FaultRule;
  readonly outcome: Outcome;
  readonly server: Omit<FiniApiOptions, 'interactions'>;
}

const casesOf = (group: keyof typeof GROUPS): readonly Named[] => {
  const cases: Omit<Named, 'server'>[] = [];
  for (const fault of GROUPS[group]) {
    for (const [place, on] of Object.entries(PLACES)) {
      cases.push({
        title: `${fault.name}, once, on the ${place} page`,
        fault,
        rule: { fault: fault.fault, on, times: 1 },
        outcome: fault.once,
      });
      if (fault.lasting === undefined) continue;
      cases.push({
        title: `${fault.name}, until mended, on the ${place} page`,
        fault,
        rule: { fault: fault.fault, on, times: Number.POSITIVE_INFINITY },
        outcome: fault.lasting,
      });
    }
  }
  return cases.map((one, index) => ({ ...one, server: SERVERS[index % SERVERS.length] ?? {} }));
};

/** Registers the tests of a group; each file of the folder takes one, so that groups run side by side. */
export const faultSuite = (group: keyof typeof GROUPS): void => {
  const missing = laneUnavailable();
  if (missing !== null) console.warn(`SKIPPED: no fault of a sync is tested, because ${missing}.`);

  describe.skipIf(missing !== null)(`a sync that meets faults: ${group}`, () => {
    let lane: Lane;
    beforeAll(async () => {
      lane = await startLane();
    }, 60_000);
    afterAll(() => lane?.close());

    it.each(casesOf(group))('$title', async ({ fault, rule, outcome, server }) => {
      const interactions = generateInteractions({ now: Date.now() - 60_000, count: COUNT, seed: 21 });
      const workplace = await lane.open({ interactions, patience: PATIENCE, ...server });
      try {
        await prove(workplace, fault, rule, outcome);
      } finally {
        await workplace.remove();
      }
      expect(lane.takeErrors()).toEqual([]);
    });
  });
};

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
    expect(summary.windows.every(({ complete }) => complete)).toBe(true);
    expect(first.fraction).toBe(1);
    expect(first.quarantined >= (fault.quarantined ?? 0)).toBe(true);
  } else {
    expect(first.error?.nextStep).toBeTruthy();
    if (outcome !== 'either') expect(first.error?.code).toBe(outcome);
    expect(summary.windows.length > 0 && summary.windows.every(({ complete }) => complete)).toBe(false);
  }

  api.setFaults();
  const second = await desk.run(first.state === 'complete' ? lastDays(89) : { kind: 'resume' });
  expect(second.state, JSON.stringify(second.error)).toBe('complete');
  expect(await difference()).toEqual(NO_DIFFERENCES);
  expect(api.violations).toEqual([]);
};
