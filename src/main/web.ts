/** Entry of the web shell. Standard output carries one line, READY and the address; everything else is said on stderr. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { toReviewerError } from '#shared/errors.ts';
import { compose } from './compose.ts';
import { openWindow, startWebShell, surroundingsOfProcess, type WebShell } from './shells/web.ts';
import { parseWebOptions } from './shells/web-options.ts';

const EXIT_FAILED = 1;
const EXIT_SECOND_INSTANCE = 3;
/** Milliseconds a browser that was already open gets to connect after the one started here has handed over to it. */
const HAND_OVER = 5_000;

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const versionOf = async (): Promise<string> => {
  const json: unknown = JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8'));
  return typeof json === 'object' && json !== null && 'version' in json ? String(json.version) : '0.0.0';
};

const run = async (): Promise<void> => {
  const options = parseWebOptions(process.argv.slice(2));
  const surroundings = surroundingsOfProcess();
  const stop = stopOnSignal();
  const shell = await startWebShell(options, {
    version: await versionOf(),
    pageDirectory: join(import.meta.dirname, '../renderer'),
    surroundings,
    compose,
  });
  stop.whenAsked(shell);
  process.stdout.write(`READY ${shell.url}\n`);
  if (!options.open) return;
  const opened = await openWindow(shell, surroundings);
  if (opened.kind === 'none') return say(opened.reason);
  if (opened.note !== null) say(opened.note);
  await opened.closed;
  // A browser that was open already takes the page over and lets the one started here end.
  await wait(HAND_OVER);
  if (!shell.wasConnected()) return say(`The browser’s window did not come up; open the address in a browser.`);
  if (!shell.connected()) await stop.now();
};

/** Closes the shell once, however often it is asked. A signal that comes before there is one ends the process. */
const stopOnSignal = () => {
  let shell: WebShell | null = null;
  let stopping: Promise<void> | null = null;
  const now = (): Promise<void> => {
    stopping ??= (async () => {
      await shell?.close();
      process.exit(0);
    })().catch((error: unknown) => fail(error));
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void now());
  return {
    now,
    whenAsked: (started: WebShell): void => {
      shell = started;
    },
  };
};

const fail = (error: unknown): void => {
  const failure = toReviewerError(error, 'web shell');
  say(`${failure.message} ${failure.nextStep}`);
  process.exit(failure.code === 'second-instance' ? EXIT_SECOND_INSTANCE : EXIT_FAILED);
};

run().catch(fail);
