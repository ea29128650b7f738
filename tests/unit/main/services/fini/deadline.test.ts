import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startDeadline } from '../../../../../src/main/services/fini/deadline.ts';

const EIGHT_HOURS = 8 * 3_600_000;
const never = new AbortController().signal;

/** A machine whose clock can be set, or that sleeps: the clock goes on and the timers do not. */
const machine = () => {
  let extra = 0;
  return {
    now: () => performance.now() + extra,
    monotonic: () => performance.now(),
    sleep: (milliseconds: number) => {
      extra += milliseconds;
    },
  };
};

describe('the deadline of a request', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('ends with the part that takes too long', () => {
    const deadline = startDeadline(never);
    deadline.set('response', 500);
    vi.advanceTimersByTime(400);
    expect(deadline.signal.aborted).toBe(false);
    deadline.set('body', 300);
    deadline.set('idle', 200);
    vi.advanceTimersByTime(150);
    deadline.set('idle', 200);
    vi.advanceTimersByTime(140);
    expect(deadline.expired).toBeNull();
    vi.advanceTimersByTime(20);
    expect(deadline.signal.aborted).toBe(true);
    expect(deadline.expired).toEqual({ phase: 'body', milliseconds: 300 });
    deadline.clear();
  });

  it('does not outlast eight hours of sleep in the middle of a request', () => {
    const clock = machine();
    const deadline = startDeadline(never, clock);
    deadline.set('response', 60_000);
    vi.advanceTimersByTime(5000);
    clock.sleep(EIGHT_HOURS);
    vi.advanceTimersByTime(1000);
    expect(deadline.signal.aborted).toBe(true);
    expect(deadline.expired).toEqual({ phase: 'response', milliseconds: EIGHT_HOURS });
    deadline.clear();
  });

  it('goes on through a clock that is put back, or forward by a little', () => {
    for (const by of [-EIGHT_HOURS, 5000]) {
      const clock = machine();
      const deadline = startDeadline(never, clock);
      deadline.set('response', 60_000);
      clock.sleep(by);
      vi.advanceTimersByTime(10_000);
      expect(deadline.expired).toBeNull();
      deadline.clear();
    }
  });

  it('is over once it is cleared', () => {
    const deadline = startDeadline(never);
    deadline.set('response', 100);
    deadline.clear();
    expect(vi.getTimerCount()).toBe(0);
  });
});
