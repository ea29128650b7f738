/** Work of the data worker that is done on another thread where there can be one, else on this. */
import { z } from 'zod';
import { createInverter, type Inverted, invert, type TextBatch } from '../index/inverting.ts';
import { nextTurn } from '../pause.ts';
import { type Deflate, deflate } from './deflate.ts';

export interface SideWork {
  readonly deflate: Deflate;
  readonly invert: (batch: TextBatch) => Promise<Inverted>;
}

/** Does all of it on this thread. */
export const workHere: SideWork = { deflate, invert: async (batch) => invert(batch) };

const numbers = z.instanceof(Uint32Array);
// What is in them is our own: looking at each text would cost more than sending them.
const texts = z.custom<readonly string[]>(Array.isArray);
const batchSchema = z.object({
  texts,
  fields: numbers,
  fieldCounts: numbers,
  attributes: texts,
  attributeCounts: numbers,
});
const requestSchema = z.object({
  id: z.number(),
  input: z.union([z.instanceof(Uint8Array<ArrayBuffer>), batchSchema]),
});

type Input = Uint8Array<ArrayBuffer> | TextBatch;
type Output = Uint8Array<ArrayBuffer> | Inverted;

/** What the other thread answers; null when it failed. */
interface Answer {
  readonly id: number;
  readonly output: Output | null;
}

const invertInTurn = createInverter(nextTurn);

/** The other thread's side: what to do with a message. */
export const answerRequest = async (
  message: unknown,
  post: (answer: Answer, transfer: ArrayBuffer[]) => void,
): Promise<void> => {
  const { id, input } = requestSchema.parse(message);
  try {
    if (input instanceof Uint8Array) {
      const output = await deflate(input);
      post({ id, output }, [output.buffer]);
    } else {
      const output = await invertInTurn(input);
      post({ id, output }, [
        output.dictionary.buffer,
        output.postings.buffer,
        output.positions.buffer,
        output.sides.buffer,
      ]);
    }
  } catch {
    // Without an answer the data worker would wait for ever; a failure here fails there.
    post({ id, output: null }, []);
  }
};

interface Waiting {
  readonly settle: (output: Output) => void;
  /** Does it on this thread. */
  readonly doHere: () => void;
}

/** Below this many bytes, a message costs more than the work. */
const WORTH_SENDING = 4096;

/**
 * @param startWorker starts the other thread; it may throw, and the thread may fail to load: then all is done here
 */
export const createSideWorker = (startWorker: () => Worker): SideWork => {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let nextId = 0;

  const doAllHere = (): void => {
    worker?.terminate();
    worker = null;
    for (const { doHere } of waiting.values()) doHere();
    waiting.clear();
  };

  try {
    worker = startWorker();
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      doAllHere();
    });
    worker.addEventListener('messageerror', doAllHere);
    worker.addEventListener('message', ({ data: { id, output } }: MessageEvent<Answer>) => {
      const request = waiting.get(id);
      waiting.delete(id);
      if (output === null) request?.doHere();
      else request?.settle(output);
    });
  } catch {
    worker = null;
  }

  const ask = <Wanted extends Output>(input: Input, here: () => Promise<Wanted>): Promise<Wanted> => {
    const helper = worker;
    if (!helper) return here();
    nextId += 1;
    const id = nextId;
    return new Promise((resolve) => {
      waiting.set(id, {
        // The answer is of the kind that was asked for.
        settle: (output) => resolve(output as Wanted),
        doHere: () => resolve(here()),
      });
      // Copied rather than transferred, so that it is still here if the other thread fails.
      helper.postMessage({ id, input });
    });
  };

  return {
    deflate: (bytes) => (bytes.length < WORTH_SENDING ? deflate(bytes) : ask(bytes, () => deflate(bytes))),
    invert: (batch) => ask(batch, () => workHere.invert(batch)),
  };
};
