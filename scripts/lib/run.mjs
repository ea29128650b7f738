// @ts-check
/** Running programs on every platform, never through a shell unless Windows leaves no other way. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @typedef {object} RunOptions
 * @property {'inherit' | 'stderr' | 'ignore'} [output] where its output goes; `stderr` keeps our standard output clean
 * @property {number} [timeout] milliseconds after which it is ended
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [shell]
 */

/**
 * Runs a program to its end, without standard input.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>} its exit code; 1 when it could not be started or was ended by a signal
 */
export const run = (file, args, options = {}) =>
  new Promise((resolve) => {
    const output = options.output ?? 'inherit';
    const child = spawn(file, [...args], {
      cwd: root,
      env: options.env ?? process.env,
      shell: options.shell ?? false,
      stdio: output === 'stderr' ? ['ignore', process.stderr, process.stderr] : ['ignore', output, output],
      ...(options.timeout === undefined ? {} : { timeout: options.timeout, killSignal: 'SIGKILL' }),
    });
    child.once('error', (error) => {
      say(`${file}: ${error.message}`);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });

/**
 * Runs a script of an installed package with this Node.
 *
 * @param {string} script path under node_modules
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export const runPackageScript = (script, args, options) =>
  run(process.execPath, [`${root}node_modules/${script}`, ...args], options);

/**
 * Runs npm: the very one that runs this script, if one does.
 *
 * @param {readonly string[]} args constants only, since Windows may need a shell for npm.cmd
 * @param {RunOptions} [options]
 */
export const runNpm = (args, options = {}) => {
  const own = process.env['npm_execpath'];
  if (own?.endsWith('npm-cli.js')) return run(process.execPath, [own, ...args], options);
  return process.platform === 'win32' ? run('npm.cmd', args, { ...options, shell: true }) : run('npm', args, options);
};

/**
 * Ends this process when the npm that runs it is ended. npm passes a signal on to the shell between them, and a shell
 * that does not replace itself with its command dies of it alone.
 */
export const endWithNpm = () => {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
};

/**
 * Says something on standard error.
 *
 * @param {string} text
 */
export const say = (text) => {
  process.stderr.write(`${text}\n`);
};
