// @ts-check
/** `npm run bench -- NAME [--n N] [--json]`: runs tests/bench/NAME.ts over a fresh build. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled } from './lib/fresh.mjs';
import { endWithNpm, root, run, say } from './lib/run.mjs';

const folder = join(root, 'tests', 'bench');
const [name, ...flags] = process.argv.slice(2);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

if (name === undefined || !names.includes(name)) {
  say(
    name === undefined
      ? 'Name a benchmark: npm run bench -- NAME [--n N] [--json]'
      : `There is no benchmark "${name}".`,
  );
  say(names.length === 0 ? 'None is there yet.' : `There are: ${names.join(', ')}.`);
  process.exit(2);
}
endWithNpm();
await ensureInstalled();
await ensureBuilt();
process.exit(await run(process.execPath, ['--import', 'tsx', join(folder, `${name}.ts`), ...flags]));
