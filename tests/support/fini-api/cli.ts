/**
 * Runs the stand-in server until it is interrupted, for trying the application by hand:
 *
 *   npx tsx tests/support/fini-api/cli.ts [--port N] [--corpus FILE] [--sample N] [--rate-limit] [--latency MS]
 *
 * Prints one line: `READY URL KEY`. Start the application with FINI_API_BASE_URL set to that URL, and paste the key.
 */
import { parseArgs } from 'node:util';
import { generateInteractions } from '../../../src/main/services/sample/generate.ts';
import { openCorpus } from '../corpus.ts';
import { startFiniApi } from './index.ts';
import type { InteractionInput } from './store.ts';

const DEFAULT_SAMPLE = 2_000;

const wholeNumber = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} takes a whole number, not "${text}".`);
  return value;
};

const interactionsFor = async (
  corpus: string | undefined,
  sample: string | undefined,
): Promise<Iterable<InteractionInput>> => {
  const now = Date.now();
  const count = sample === undefined ? undefined : wholeNumber('sample', sample);
  if (corpus === undefined) return generateInteractions({ now, count: count ?? DEFAULT_SAMPLE });
  process.env['FINI_REVIEWER_CORPUS'] = corpus;
  const opened = await openCorpus();
  if (!opened) throw new Error(`There is no file ${corpus}.`);
  return opened.lines(count === undefined ? { now } : { now, count });
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      corpus: { type: 'string' },
      sample: { type: 'string' },
      'rate-limit': { type: 'boolean', default: false },
      latency: { type: 'string', default: '0' },
    },
  });
  const api = await startFiniApi({
    interactions: await interactionsFor(values.corpus, values.sample),
    port: wholeNumber('port', values.port),
    rateLimit: values['rate-limit'],
    latencyMs: wholeNumber('latency', values.latency),
  });
  console.log(`READY ${api.url} ${api.key}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void api.stop().then(() => process.exit(0)));
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
