import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPaceLog } from '../../../../../src/main/services/sync/pace-log.ts';
import { PACING_MARGIN, waitForSlot } from '../../../../../src/main/services/sync/pacer.ts';
import { temporaryFolder } from '../support.ts';

const limit = { requests: 5, window: 1000 };
const HELD = limit.window + PACING_MARGIN;

const openIn = (folder: string, name = 'key') => {
  const log = openPaceLog(folder, name, limit);
  onTestFinished(() => log.close());
  return log;
};

describe('the log of a key’s pace', () => {
  it('tells the next process when the last requests ended, as the one before it left off', () => {
    const folder = temporaryFolder();
    const before = openIn(folder);
    expect(before.read(10_000)).toEqual({ open: 0, ended: [] });
    before.ended(before.began(10_000), 10_020);
    before.ended(before.began(10_500), 10_510);
    expect(openIn(folder).read(10_600)).toEqual({ open: 0, ended: [10_020, 10_510] });
    expect(openIn(folder).read(10_510 + HELD)).toEqual({ open: 0, ended: [] });
  });

  it('takes a request that was open for one that ends now: it may have arrived at any moment until then', () => {
    const folder = temporaryFolder();
    openIn(folder).began(10_000);
    expect(openIn(folder).read(12_000)).toEqual({ open: 0, ended: [12_000] });
    expect(openIn(folder).read(12_500)).toEqual({ open: 0, ended: [12_000] });
  });

  it('holds the limit for its window at most after a restart of the machine, whose clock begins anew', () => {
    const folder = temporaryFolder();
    const before = openIn(folder);
    for (let request = 0; request < limit.requests; request += 1) before.ended(before.began(9_000_000), 9_000_010);
    const after = openIn(folder).read(400);
    expect(waitForSlot(after, 400, limit)).toBe(HELD - 400);
    expect(openIn(folder).read(5000).ended).toEqual([]);
  });

  it('keeps times of a few bytes and nothing else, in a file of the owner’s', () => {
    const folder = temporaryFolder();
    const log = openIn(folder, 'a1b2c3');
    log.ended(log.began(10_000), 10_001);
    expect(readdirSync(folder)).toEqual(['a1b2c3']);
    expect(statSync(join(folder, 'a1b2c3')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'a1b2c3')).size).toBeLessThanOrEqual(16 * limit.requests);
  });

  it('lets nobody wait longer than the window for what is damaged, nor fail', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.integer({ min: 0, max: 1e12 }), (bytes, now) => {
        const folder = temporaryFolder();
        writeFileSync(join(folder, 'key'), bytes);
        const log = openPaceLog(folder, 'key', limit);
        const state = log.read(now);
        log.close();
        expect(state.ended.length).toBeLessThanOrEqual(limit.requests);
        expect(waitForSlot(state, now, limit)).toBeLessThanOrEqual(HELD);
      }),
    );
  });

  it('goes on in memory where no file can be made', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'in-the-way'), '');
    const log = openPaceLog(join(folder, 'in-the-way'), 'key', limit);
    expect(log.read(0)).toEqual({ open: 0, ended: [] });
    log.ended(log.began(1), 2);
    log.close();
    expect(readFileSync(join(folder, 'in-the-way'), 'utf8')).toBe('');
  });
});
