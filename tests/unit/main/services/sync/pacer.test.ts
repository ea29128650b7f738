import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  KEY_LIMIT,
  NO_REQUESTS,
  type PaceState,
  requestBegan,
  requestEnded,
  waitForSlot,
} from '../../../../../src/main/services/sync/pacer.ts';

const { requests: REQUESTS_PER_WINDOW, window: PACING_WINDOW } = KEY_LIMIT;

const times = <Value>(n: number, first: Value, step: (value: Value) => Value): Value =>
  Array.from({ length: n }).reduce<Value>((value) => step(value), first);

describe('the pacer', () => {
  it('lets the first hundred requests go at once, and holds the next until the first has left the window', () => {
    const full = times(REQUESTS_PER_WINDOW, NO_REQUESTS, (state: PaceState) => {
      expect(waitForSlot(state, 0)).toBe(0);
      return requestEnded(requestBegan(state, 0), 0);
    });
    expect(waitForSlot(full, 0)).toBeGreaterThanOrEqual(PACING_WINDOW);
    expect(waitForSlot(full, PACING_WINDOW - 1)).toBeGreaterThan(0);
    expect(waitForSlot(full, PACING_WINDOW + 1000)).toBe(0);
  });

  it('knows no wait while the whole limit is held by requests that are not answered', () => {
    const open = times(REQUESTS_PER_WINDOW, NO_REQUESTS, (state: PaceState) => requestBegan(state, 0));
    expect(waitForSlot(open, 10 * PACING_WINDOW)).toBeNull();
  });

  it('never lets a server that counts arrivals see more than its limit, whatever the delays on the way', () => {
    const requests = fc.array(
      fc.record({
        think: fc.integer({ min: 0, max: 900 }),
        up: fc.integer({ min: 0, max: 700 }),
        down: fc.integer({ min: 0, max: 700 }),
      }),
      { minLength: 150, maxLength: 400 },
    );
    fc.assert(
      fc.property(requests, (sequence) => {
        let now = 0;
        let state = NO_REQUESTS;
        const arrivals: number[] = [];
        for (const { think, up, down } of sequence) {
          now += think;
          now += waitForSlot(state, now) ?? 0;
          state = requestBegan(state, now);
          arrivals.push(now + up);
          now += up + down;
          state = requestEnded(state, now);
        }
        for (let index = REQUESTS_PER_WINDOW; index < arrivals.length; index += 1)
          expect((arrivals[index] ?? 0) - (arrivals[index - REQUESTS_PER_WINDOW] ?? 0)).toBeGreaterThan(PACING_WINDOW);
      }),
      { numRuns: 50 },
    );
  });

  it('wastes little of the limit: quick requests use more than 99 in a hundred places', () => {
    let now = 0;
    let state = NO_REQUESTS;
    let made = 0;
    while (now < 20 * PACING_WINDOW) {
      const wait = waitForSlot(state, now) ?? 0;
      now += wait;
      state = requestBegan(state, now);
      now += 200;
      state = requestEnded(state, now);
      made += 1;
    }
    expect(made / (20 * REQUESTS_PER_WINDOW)).toBeGreaterThan(0.99);
  });
});
