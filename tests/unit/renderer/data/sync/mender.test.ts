import { describe, expect, it } from 'vitest';
import type { RunState, SyncProgress } from '#shared/domain/sync.ts';
import { createMender } from '../../../../../src/renderer/data/sync/mender.ts';

const create = (mend: () => Promise<boolean> = async () => true) => {
  const calls: number[] = [];
  const mender = createMender({
    mend: () => {
      calls.push(calls.length);
      return mend();
    },
  });
  // Only the state matters to it.
  const run = (state: RunState): void => mender.progress({ state } as SyncProgress);
  return { mender, run, calls };
};

describe('what damage took', () => {
  it('is fetched again at once, once for each loss', () => {
    const { mender, calls } = create();
    mender.lost(0);
    expect(calls).toHaveLength(0);
    mender.lost(1);
    mender.lost(1);
    expect(calls).toHaveLength(1);
    mender.lost(2);
    expect(calls).toHaveLength(2);
  });

  it('waits for a run that is under way', () => {
    const { mender, run, calls } = create();
    run('running');
    mender.lost(1);
    run('waiting');
    expect(calls).toHaveLength(0);
    run('complete');
    expect(calls).toHaveLength(1);
  });

  it('is left alone when the reviewer stops a run', () => {
    const { mender, run, calls } = create();
    run('running');
    mender.lost(1);
    run('stopped');
    run('running');
    run('complete');
    expect(calls).toHaveLength(0);
  });

  it('is not asked for over and over when that fails', () => {
    const { mender, run, calls } = create(() => Promise.reject(new Error('no key')));
    mender.lost(1);
    run('interrupted');
    mender.lost(1);
    expect(calls).toHaveLength(1);
  });

  it('is fetched again when it is lost again', () => {
    const { mender, calls } = create();
    mender.lost(1);
    mender.lost(0);
    mender.lost(1);
    expect(calls).toHaveLength(2);
  });
});
