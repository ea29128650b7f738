import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { enter, KILLS, killAgainAndAgain, killsUnavailable, type Stage, setStage } from './suite.ts';

const missing = killsUnavailable();
if (missing !== null) console.warn(`SKIPPED: no kill of the page is tested, because ${missing}.`);

/** Ids of the processes that draw this browser's pages: descendants of the one that has its profile. Linux only. */
const renderers = (profile: string): readonly number[] => {
  const known = new Map<number, { readonly parent: number; readonly command: string }>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/u.test(entry))) {
    try {
      const parent = Number(/^PPid:\s*(\d+)/mu.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]);
      known.set(Number(name), { parent, command: readFileSync(`/proc/${name}/cmdline`, 'utf8') });
    } catch {
      // A process that has just ended.
    }
  }
  const belongs = (id: number): boolean => {
    const one = known.get(id);
    if (!one) return false;
    return (one.command.includes(profile) && !one.command.includes('--type=')) || belongs(one.parent);
  };
  return [...known].filter(([id, { command }]) => command.includes('--type=renderer') && belongs(id)).map(([id]) => id);
};

/** SIGKILL where the renderer's process can be found, else a crash that the browser is asked for. */
const killRenderer = async (stage: Stage): Promise<void> => {
  const crashed = stage.page.waitForEvent('crash');
  if (process.platform === 'linux') {
    for (const id of renderers(stage.machine.folders.profile)) process.kill(id, 'SIGKILL');
  } else {
    const session = await stage.context.newCDPSession(stage.page);
    void session.send('Page.crash').catch(() => undefined);
  }
  await crashed;
};

describe.skipIf(missing !== null)('a page that is killed while it syncs', () => {
  it(`goes on after each of ${KILLS} kills, asks for no stored page again, and has everything in the end`, async () => {
    const stage = await setStage();
    onTestFinished(() => stage.close());
    const kill = async (): Promise<void> => {
      await killRenderer(stage);
      const dead = stage.page;
      stage.page = await stage.context.newPage();
      await dead.close();
      stage.desk = await enter(stage.page, stage.machine);
    };
    expect(await killAgainAndAgain(stage, kill, 12)).toBeGreaterThan(1);
  }, 600_000);
});
