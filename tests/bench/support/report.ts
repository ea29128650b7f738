/** How every benchmark takes its flags and tells its result. */
import { cpus, totalmem } from 'node:os';

export interface BenchFlags {
  /** How many interactions; null for the benchmark's own default. */
  readonly n: number | null;
  /** Print one JSON object last. */
  readonly json: boolean;
}

export interface BenchResult {
  readonly name: string;
  /** Interactions measured with. */
  readonly n: number;
  readonly ours: Readonly<Record<string, number>>;
  readonly peers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Ours ÷ theirs, unless the benchmark's own text says otherwise. */
  readonly ratios: Readonly<Record<string, number>>;
  /** What a reader has to know to judge the figures. */
  readonly notes: readonly string[];
}

/** Reads `--n N` and `--json`. Throws on anything else. */
export const readFlags = (args: readonly string[]): BenchFlags => {
  let n: number | null = null;
  let json = false;
  for (let index = 0; index < args.length; index += 1) {
    const flag = args[index];
    if (flag === '--json') json = true;
    else if (flag === '--n') {
      n = Number(args[index + 1]);
      if (!Number.isInteger(n) || n < 1) throw new Error('--n takes a whole number above 0.');
      index += 1;
    } else throw new Error(`Unknown flag ${flag}. There are --n N and --json.`);
  }
  return { n, json };
};

/** Rounded so that a table can be read: three significant figures, whole numbers from 100 on. */
export const round = (value: number): number =>
  Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));

/** Prints the result, last and whole. */
export const report = (result: BenchResult, { json }: BenchFlags): void => {
  if (json) {
    console.log(JSON.stringify(result));
    return;
  }
  console.log(`${result.name}, ${result.n.toLocaleString('en-GB')} interactions`);
  console.log(
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  );
  console.table({ ours: result.ours, ...result.peers });
  if (Object.keys(result.ratios).length > 0) console.table(result.ratios);
  for (const note of result.notes) console.log(`- ${note}`);
};
