/** Starting a program of the desktop: never through a shell, so no argument is ever read as a command. */
import { type ChildProcess, spawn } from 'node:child_process';

export interface Program {
  readonly file: string;
  readonly arguments: readonly string[];
  /** Windows only: the arguments are quoted already. */
  readonly verbatim?: boolean;
}

/** Starts a program that goes on by itself. Resolves once it runs; rejects when it cannot be started. */
export const startProgram = (program: Program): Promise<ChildProcess> =>
  new Promise((resolve, reject) => {
    const child = spawn(program.file, [...program.arguments], {
      detached: true,
      stdio: 'ignore',
      windowsVerbatimArguments: program.verbatim ?? false,
    });
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve(child);
    });
  });

/** Runs a program to its end, which has to come within `milliseconds`. True when it ended well. */
export const runProgram = (program: Program, milliseconds: number): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(program.file, [...program.arguments], { stdio: 'ignore', timeout: milliseconds });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
