import { describe, expect, it, onTestFinished } from 'vitest';
import { enter, KILLS, killAgainAndAgain, killsUnavailable, setStage } from './suite.ts';

const missing = killsUnavailable();
if (missing !== null) console.warn(`SKIPPED: no kill of the host is tested, because ${missing}.`);

describe.skipIf(missing !== null)('a host that is killed while it syncs', () => {
  it(`goes on after each of ${KILLS} kills, asks for no stored page again, and has everything in the end`, async () => {
    const stage = await setStage();
    onTestFinished(() => stage.close());
    const kill = async (): Promise<void> => {
      await stage.machine.host().kill();
      await stage.machine.startHost();
      stage.desk = await enter(stage.page, stage.machine);
    };
    expect(await killAgainAndAgain(stage, kill, 11)).toBeGreaterThan(1);
  }, 600_000);
});
