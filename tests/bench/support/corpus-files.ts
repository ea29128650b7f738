/**
 * The corpus grown to N and laid out for a browser to read: newest first, a thousand interactions to a file, packed. It
 * is kept in the system's folder for temporary files, so that a second run finds it.
 *
 * Every fiftieth interaction is replaced by one of the sample's conversations in Arabic, Hebrew, Chinese, Japanese, Korean
 * or Thai: the corpus is English alone, and other scripts are to be searched too.
 */
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Interaction, interactionSchema, lastMessageAt } from '#shared/domain/interaction.ts';
import { converse } from '../../../src/main/services/sample/conversation.ts';
import { createRandom } from '../../../src/main/services/sample/random.ts';
import { LANGUAGES } from '../../../src/main/services/sample/scenarios/index.ts';
import { assemble } from '../../../src/main/services/sample/wire.ts';
import { corpusMissing, corpusPath, openCorpus } from '../../support/corpus.ts';

const pack = promisify(gzip);
const DAY = 86_400_000;
/** Where the corpus's own times end. */
export const CORPUS_NOW = 1_790_000_000_000;
export const ROWS_PER_FILE = 1000;
/** Interactions written to a bucket of a few thousand of about the same time, before each bucket is sorted. */
const ROWS_PER_BUCKET = 2000;
const ELSEWHERE_EVERY = 50;
const ELSEWHERE = LANGUAGES.filter((one) => /^(?:ar|he|zh|ja|ko|th)/u.test(one.locale));

export interface CorpusFiles {
  readonly folder: string;
  readonly count: number;
  readonly files: number;
  /** Bytes of all interactions as JSON without white space. */
  readonly jsonBytes: number;
  /** Interactions of the corpus itself; above it, they are grown. */
  readonly real: number;
  /** Epoch ms of the oldest and the newest message. */
  readonly oldest: number;
  readonly newest: number;
}

/** Folder for what benchmarks keep between runs. */
export const keptFolder = (name: string): string => join(tmpdir(), 'fini-reviewer-bench', name);

/** Path of one file of the corpus. */
export const corpusFile = (folder: string, index: number): string => join(folder, `${index}.json.gz`);

/** Days that N interactions are spread over: a workspace that has ten times as many has them over a longer time. */
export const spanDays = (count: number): number => 90 * Math.max(1, Math.ceil(count / 100_000));

/** Ends the benchmark with a sentence when there is no corpus; else lays it out, or finds what was laid out before. */
export const prepareCorpus = async (count: number): Promise<CorpusFiles> => {
  const source = await stat(corpusPath()).catch(() => null);
  if (source === null) {
    console.error(corpusMissing());
    process.exit(2);
  }
  const code = await Promise.all(
    ['./corpus-files.ts', '../../support/corpus.ts'].map((path) =>
      readFile(fileURLToPath(new URL(path, import.meta.url))),
    ),
  );
  const key = createHash('sha256').update(`${source.size} ${source.mtimeMs}`);
  for (const text of code) key.update(text);
  const folder = keptFolder(`corpus-${count}-${key.digest('hex').slice(0, 12)}`);
  const known = await readFile(join(folder, 'corpus.json'), 'utf8').catch(() => null);
  if (known !== null) return { ...(JSON.parse(known) as CorpusFiles), folder };

  console.error(`Growing the corpus to ${count.toLocaleString('en-GB')} …`);
  await rm(folder, { recursive: true, force: true });
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    const files = await layOut(count, unfinished);
    await writeFile(join(unfinished, 'corpus.json'), JSON.stringify(files));
    await rename(unfinished, folder);
    return { ...files, folder };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
};

const layOut = async (count: number, folder: string): Promise<CorpusFiles> => {
  const corpus = await openCorpus();
  if (corpus === null) throw new Error(corpusMissing());
  const span = spanDays(count);
  const buckets = Math.ceil(count / ROWS_PER_BUCKET);
  const bucketFile = (index: number): string => join(folder, `bucket-${index}`);
  const pending: string[] = Array.from({ length: buckets }, () => '');
  const random = createRandom(7);
  let index = 0;
  for (const row of corpus.interactions({ now: CORPUS_NOW, count, spanDays: span })) {
    const interaction = interactionSchema.parse(index % ELSEWHERE_EVERY === 7 ? elsewhere(row, random) : row);
    const age = (CORPUS_NOW - lastMessageAt(interaction)) / (span * DAY);
    const bucket = Math.min(buckets - 1, Math.max(0, Math.floor(age * buckets)));
    pending[bucket] += `${JSON.stringify(interaction)}\n`;
    if (pending[bucket]!.length > 400_000) {
      await appendFile(bucketFile(bucket), pending[bucket]!);
      pending[bucket] = '';
    }
    index += 1;
  }
  let jsonBytes = 0;
  let files = 0;
  let waiting: string[] = [];
  const flush = async (all: boolean): Promise<void> => {
    while (waiting.length >= ROWS_PER_FILE || (all && waiting.length > 0)) {
      const text = `[${waiting.slice(0, ROWS_PER_FILE).join(',')}]`;
      waiting = waiting.slice(ROWS_PER_FILE);
      await writeFile(corpusFile(folder, files), await pack(text, { level: 1 }));
      files += 1;
    }
  };
  let newest = 0;
  let oldest = Number.POSITIVE_INFINITY;
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const text = (await readFile(bucketFile(bucket), 'utf8').catch(() => '')) + pending[bucket]!;
    await rm(bucketFile(bucket), { force: true });
    const rows = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({ line, at: lastMessageAt(JSON.parse(line) as Interaction) }))
      .sort((one, other) => other.at - one.at);
    for (const { line, at } of rows) {
      waiting.push(line);
      jsonBytes += Buffer.byteLength(line);
      newest = Math.max(newest, at);
      oldest = Math.min(oldest, at);
    }
    await flush(false);
  }
  await flush(true);
  return { folder, count, files, jsonBytes, real: Math.min(corpus.size, count), oldest, newest };
};

/** Another conversation at the same time, under the same id. */
const elsewhere = (
  row: { readonly id: string; readonly events: readonly unknown[] },
  random: ReturnType<typeof createRandom>,
) => {
  const language = random.deal(ELSEWHERE);
  const at = lastMessageAt(row as unknown as Interaction);
  return {
    ...assemble(converse(language, random.deal(language.scenarios), random, at), at, () => random.uuid()),
    id: row.id,
  };
};
