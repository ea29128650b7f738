/** Deflating on another thread where there can be one, else on this. */
import { type Deflate, deflate } from './deflate.ts';

interface Waiting {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly resolve: (bytes: Promise<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>) => void;
}

/** Below this many bytes, a message costs more than the work. */
const WORTH_SENDING = 4096;

/**
 * @param startWorker starts the helper; it may throw, and the helper may fail to load: then all is done here
 */
export const createDeflater = (startWorker: () => Worker): Deflate => {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let nextId = 0;

  const doItHere = (): void => {
    worker?.terminate();
    worker = null;
    for (const { bytes, resolve } of waiting.values()) resolve(deflate(bytes));
    waiting.clear();
  };

  try {
    worker = startWorker();
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      doItHere();
    });
    worker.addEventListener('message', (event: MessageEvent<{ id: number; bytes: Uint8Array<ArrayBuffer> | null }>) => {
      const { id, bytes } = event.data;
      const request = waiting.get(id);
      waiting.delete(id);
      request?.resolve(bytes ?? deflate(request.bytes));
    });
  } catch {
    worker = null;
  }

  return (bytes) => {
    const helper = worker;
    if (!helper || bytes.length < WORTH_SENDING) return deflate(bytes);
    nextId += 1;
    const id = nextId;
    return new Promise((resolve) => {
      waiting.set(id, { bytes, resolve });
      // Copied rather than transferred, so that the bytes are still here if the helper fails.
      helper.postMessage({ id, bytes });
    });
  };
};
