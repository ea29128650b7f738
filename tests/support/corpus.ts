/**
 * The large corpus of real dialogues that stands beside the project, not in it: for benchmarks, load tests and runs
 * with real words. Whatever uses it skips, and says so, when `openCorpus` answers null.
 *
 * The file is JSON Lines in the shape of Fini's list endpoint, packed with xz or plain. It is looked for where the
 * environment variable FINI_REVIEWER_CORPUS says, else at `../shared/data/interactions.jsonl.xz` beside the repository.
 *
 * Asked for more interactions than the file holds, the corpus repeats it ("grown"): every copy of an interaction has
 * new ids (its own and its events'), another time within the period, and slightly other words (about one word in
 * twelve is replaced by one drawn from the corpus with its own frequency, and one message in eight carries a new reference
 * number), so that compression ratios and counts of terms stay close to those of a real corpus of that size. Tags and
 * articles keep their ids. Figures measured on a grown corpus must say so.
 */
import { spawn } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const DAY = 86_400_000;

export interface CorpusOptions {
  /** Epoch ms; the newest message is one second before. */
  readonly now: number;
  /** How many interactions; more than the file holds grows it. Default: as many as the file holds. */
  readonly count?: number;
  /** Days that the latest messages are spread over, back from `now`. Default 90. */
  readonly spanDays?: number;
}

export interface CorpusInteraction {
  readonly id: string;
  readonly createdAt: number;
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly [field: string]: unknown;
}

export interface Corpus {
  /** Interactions in the file, or those that were read of it. */
  readonly size: number;
  /** One line of JSON an interaction, in no order of time. Each call makes the same lines for the same options. */
  lines(options: CorpusOptions): Generator<string, void, undefined>;
  /** The same, parsed. */
  interactions(options: CorpusOptions): Generator<CorpusInteraction, void, undefined>;
}

/** Where the corpus is looked for. */
export const corpusPath = (): string =>
  process.env['FINI_REVIEWER_CORPUS'] ??
  fileURLToPath(new URL('../../../shared/data/interactions.jsonl.xz', import.meta.url));

/** Why a test that wanted the corpus was skipped. */
export const corpusMissing = (): string =>
  `Skipped: there is no corpus at ${corpusPath()} (set FINI_REVIEWER_CORPUS to a .jsonl or .jsonl.xz file).`;

/**
 * Reads the corpus into memory as text (about 140 MB for the whole of it), or answers null when there is none.
 *
 * @param limit read no more than so many interactions; quicker, and lighter
 * @throws Error when the file is there and cannot be unpacked or read
 */
export const openCorpus = async (limit = Number.POSITIVE_INFINITY): Promise<Corpus | null> => {
  const path = corpusPath();
  if (!existsSync(path)) return null;
  const base = await readLines(path, limit);
  const latest = base.map(latestTime);
  const newest = latest.reduce((most, at) => Math.max(most, at), 0);
  let vocabulary: readonly string[] | null = null;

  const lines = function* ({ now, count = base.length, spanDays = 90 }: CorpusOptions): Generator<string, void> {
    const span = spanDays * DAY;
    const target = now - 1000;
    for (let index = 0; index < count; index += 1) {
      const copy = Math.floor(index / base.length);
      const line = base[index % base.length] ?? '';
      const at = latest[index % base.length] ?? newest;
      const random = randomFrom(index + 1);
      const age = (newest - at + (copy === 0 ? 0 : Math.floor(random() * span))) % span;
      const shift = target - age - at;
      if (copy === 0) {
        yield shiftTimes(line, shift);
      } else {
        vocabulary ??= vocabularyOf(base);
        yield varied(shiftTimes(line, shift), copy, random, vocabulary);
      }
    }
  };
  const interactions = function* (options: CorpusOptions): Generator<CorpusInteraction, void> {
    for (const line of lines(options)) yield JSON.parse(line) as CorpusInteraction;
  };
  return { size: base.length, lines, interactions };
};

const readLines = async (path: string, limit: number): Promise<readonly string[]> => {
  const unpack = path.endsWith('.xz') ? spawn('xz', ['-dc', path], { stdio: ['ignore', 'pipe', 'inherit'] }) : null;
  const exit = unpack
    ? new Promise<number | null>((resolve, reject) => {
        unpack.once('error', reject);
        unpack.once('close', resolve);
      })
    : Promise.resolve(0);
  // Rejections are looked at below; a reader that stops early must not leave one unhandled.
  exit.catch(() => {});
  const lines: string[] = [];
  let enough = false;
  for await (const line of createInterface({ input: unpack ? unpack.stdout : createReadStream(path) })) {
    if (line.trim() !== '') lines.push(line);
    enough = lines.length >= limit;
    if (enough) break;
  }
  if (enough) unpack?.kill();
  const code = await exit;
  if (!enough && code !== 0) throw new Error(`xz could not unpack the corpus (exit code ${code}).`);
  if (lines.length === 0) throw new Error('The corpus holds no interaction.');
  return lines;
};

// A quotation mark inside a message is escaped, so a customer's words never look like one of these fields.
const TIMES = /"(createdAt|externalCreatedAt|expiresAt)":\s*(\d{11,15})(?=[,}\s])/gu;

const latestTime = (line: string): number => {
  let latest = 0;
  for (const match of line.matchAll(TIMES)) if (match[1] === 'createdAt') latest = Math.max(latest, Number(match[2]));
  return latest;
};

const shiftTimes = (line: string, shift: number): string =>
  line.replace(TIMES, (_, name: string, at: string) => `"${name}":${Number(at) + shift}`);

/** mulberry32: small, quick, the same everywhere. */
const randomFrom = (seed: number): (() => number) => {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Words as often as they stand in the corpus: a draw from this list follows the corpus's own frequencies. */
const vocabularyOf = (base: readonly string[]): readonly string[] => {
  const words: string[] = [];
  const step = Math.max(1, Math.floor(base.length / 1500));
  for (let index = 0; index < base.length; index += step) {
    const { events } = JSON.parse(base[index] ?? '{"events":[]}') as CorpusInteraction;
    for (const { message } of events) {
      if (typeof message === 'string') words.push(...message.split(' ').filter((word) => /^\p{L}{4,}$/u.test(word)));
    }
  }
  return words.length > 0 ? words : ['invoice'];
};

/** Another id for each copy, never the same for two: the last 32 bits are turned by an odd step. */
const variedId = (id: string, copy: number): string => {
  const tail = /[0-9a-f]{8}$/u.exec(id)?.[0];
  if (tail === undefined) return `${id}-${copy}`;
  const turned = (Number.parseInt(tail, 16) + Math.imul(copy, 0x9e3779b1)) >>> 0;
  return id.slice(0, -8) + turned.toString(16).padStart(8, '0');
};

const variedText = (text: string, random: () => number, vocabulary: readonly string[]): string => {
  const words = text.split(' ');
  const changes = Math.floor(words.length / 12 + random());
  for (let change = 0; change < changes; change += 1) {
    const place = Math.floor(random() * words.length);
    if (/^\p{L}{3,}$/u.test(words[place] ?? '')) {
      words[place] = vocabulary[Math.floor(random() * vocabulary.length)] ?? '';
    }
  }
  if (random() < 1 / 8) {
    words.push(
      `(ref ${Math.floor(random() * 36 ** 6)
        .toString(36)
        .toUpperCase()
        .padStart(6, '0')})`,
    );
  }
  return words.join(' ');
};

const varied = (line: string, copy: number, random: () => number, vocabulary: readonly string[]): string => {
  const interaction = JSON.parse(line) as CorpusInteraction;
  const id = variedId(interaction.id, copy);
  const events = interaction.events.map((event) => ({
    ...event,
    id: variedId(String(event['id']), copy),
    message: typeof event['message'] === 'string' ? variedText(event['message'], random, vocabulary) : event['message'],
  }));
  const { externalId, url } = interaction;
  return JSON.stringify({
    ...interaction,
    id,
    externalId: typeof externalId === 'string' ? `${externalId}${copy}` : externalId,
    url: typeof url === 'string' ? url.replace(interaction.id, id) : url,
    subjectPreview: String(events[0]?.message ?? interaction['subjectPreview']).slice(0, 80),
    events,
  });
};
