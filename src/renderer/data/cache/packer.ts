/**
 * Packing pages and deflating, on another thread where there can be one, else on this. A page goes over as its JSON: to
 * write and copy one text costs a tenth of what packing does, and of what the browser's own copying of objects does.
 */
import { z } from 'zod';
import { type Deflate, deflate } from './deflate.ts';
import { packPage, parsePage } from './page-content.ts';

/** A page as it is sealed. */
export interface PackedPage {
  readonly deflated: Uint8Array<ArrayBuffer>;
  /** What deflating would not make smaller. */
  readonly random: Uint8Array<ArrayBuffer>;
  /** Bytes that were deflated. */
  readonly deflatable: number;
}

export interface Packer {
  readonly deflate: Deflate;
  /** @param json what `pageJson` made of the content */
  readonly pack: (json: string) => Promise<PackedPage>;
}

const packHere = async (json: string): Promise<PackedPage> => {
  const { deflatable, random } = packPage(parsePage(json));
  return { deflated: await deflate(deflatable), random, deflatable: deflatable.length };
};

/** Does all of it on this thread. */
export const localPacker: Packer = { deflate, pack: packHere };

const requestSchema = z.object({
  id: z.number(),
  input: z.union([z.string(), z.instanceof(Uint8Array<ArrayBuffer>)]),
});
type Request = z.infer<typeof requestSchema>;
type Answer = PackedPage | Uint8Array<ArrayBuffer>;

/** What the other thread answers; null when it failed. */
interface Answered {
  readonly id: number;
  readonly answer: Answer | null;
}

/** The other thread's side: what to do with a message. */
export const answerRequest = async (message: unknown, post: (answered: Answered, transfer: ArrayBuffer[]) => void) => {
  const { id, input } = requestSchema.parse(message);
  try {
    if (typeof input === 'string') {
      const packed = await packHere(input);
      post({ id, answer: packed }, [packed.deflated.buffer, packed.random.buffer]);
    } else {
      const deflated = await deflate(input);
      post({ id, answer: deflated }, [deflated.buffer]);
    }
  } catch {
    // Without an answer the data worker would wait for ever; a failure here fails there.
    post({ id, answer: null }, []);
  }
};

interface Waiting {
  readonly settle: (answer: Answer) => void;
  /** Does it on this thread. */
  readonly doHere: () => void;
}

/** Below this many bytes, a message costs more than the work. */
const WORTH_SENDING = 4096;

/**
 * @param startWorker starts the helper; it may throw, and the helper may fail to load: then all is done here
 */
export const createPacker = (startWorker: () => Worker): Packer => {
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
    worker.addEventListener('message', ({ data: { id, answer } }: MessageEvent<Answered>) => {
      const request = waiting.get(id);
      waiting.delete(id);
      if (answer === null) request?.doHere();
      else request?.settle(answer);
    });
  } catch {
    worker = null;
  }

  const ask = <Wanted extends Answer>(helper: Worker, input: Request['input'], here: () => Promise<Wanted>) => {
    nextId += 1;
    const id = nextId;
    return new Promise<Wanted>((resolve) => {
      waiting.set(id, {
        // The answer to this request is of the kind that was asked for.
        settle: (answer) => resolve(answer as Wanted),
        doHere: () => resolve(here()),
      });
      // Copied rather than transferred, so that it is still here if the helper fails.
      helper.postMessage({ id, input } satisfies Request);
    });
  };

  return {
    deflate: (bytes) =>
      worker && bytes.length >= WORTH_SENDING ? ask(worker, bytes, () => deflate(bytes)) : deflate(bytes),
    pack: (json) => (worker && json.length >= WORTH_SENDING ? ask(worker, json, () => packHere(json)) : packHere(json)),
  };
};
