/** A process of Node to measure in, for the peer that is built for the machine itself. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CorpusSource } from '../peers/engine.ts';
import type { WorkerMethods } from '../peers/worker.ts';

/** A worker with a peer in it, wherever it runs. */
export interface Rival {
  call<Name extends 'measure' | 'answers'>(
    method: Name,
    input: Parameters<WorkerMethods[Name]>[0],
  ): Promise<Awaited<ReturnType<WorkerMethods[Name]>>>;
  end(): Promise<void>;
}

export interface NativeRival extends Rival {
  /** In seconds. Fails where the peer has no build for this machine. */
  build(corpus: CorpusSource): Promise<number>;
}

/** Starts the process. It takes one call at a time. */
export const startNativeProcess = (): NativeRival => {
  const child = fork(fileURLToPath(new URL('../peers/native-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx', '--max-old-space-size=8192'],
    serialization: 'advanced',
  });
  const exit = once(child, 'exit').then(([code]) => ({ error: `The process ended with ${code}.` }));
  const ask = async (method: string, input: unknown): Promise<unknown> => {
    child.send({ method, input });
    const answered = once(child, 'message').then(([answer]) => answer as { value?: unknown; error?: string });
    const { value, error }: { value?: unknown; error?: string } = await Promise.race([answered, exit]);
    if (error !== undefined) throw new Error(error);
    return value;
  };
  return {
    build: async (corpus) => (await ask('buildNative', { corpus })) as number,
    call: async (method, input) => (await ask(method, input)) as never,
    end: async () => {
      child.kill();
      await exit;
    },
  };
};
