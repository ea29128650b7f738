/** The page that starts workers and passes questions on. The benchmark drives it through `bench`. */
import type { WorkerMethods } from './worker.ts';

interface Running {
  readonly worker: Worker;
  readonly waiting: Map<number, { resolve(value: unknown): void; reject(error: Error): void }>;
}

const running = new Map<string, Running>();
let lastId = 0;

const bench = {
  /** Starts a worker from a script that may be of another origin. */
  start: (name: string, url: string): void => {
    const script = new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' });
    const worker = new Worker(URL.createObjectURL(script), { type: 'module', name });
    const waiting: Running['waiting'] = new Map();
    worker.addEventListener('message', (event: MessageEvent<{ id: number; value?: unknown; error?: string }>) => {
      const { id, value, error } = event.data;
      const request = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) request?.resolve(value);
      else request?.reject(new Error(error));
    });
    worker.addEventListener('error', (event) => {
      for (const { reject } of waiting.values()) reject(new Error(event.message || 'The worker failed to load.'));
      waiting.clear();
    });
    running.set(name, { worker, waiting });
  },
  call: (name: string, method: keyof WorkerMethods, input: unknown): Promise<unknown> => {
    const target = running.get(name);
    if (!target) throw new Error(`There is no worker ${name}.`);
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      target.waiting.set(id, { resolve, reject });
      target.worker.postMessage({ id, method, input });
    });
  },
  end: (name: string): void => {
    running.get(name)?.worker.terminate();
    running.delete(name);
  },
};

Object.assign(globalThis, { bench });
