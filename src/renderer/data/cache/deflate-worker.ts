/**
 * Deflates for the data worker on a thread of its own: the browser's streams deflate on the thread that asks, and while a
 * page is being deflated the data worker has the next one to look through and searches to answer.
 */
import { z } from 'zod';
import { deflate } from './deflate.ts';

const requestSchema = z.object({ id: z.number(), bytes: z.instanceof(Uint8Array) });

addEventListener('message', (event: MessageEvent<unknown>) => {
  const request = requestSchema.parse(event.data);
  const respond = async (): Promise<void> => {
    const deflated = await deflate(new Uint8Array(request.bytes));
    self.postMessage({ id: request.id, bytes: deflated }, { transfer: [deflated.buffer] });
  };
  // Without an answer the data worker would wait for ever; a failure here fails there.
  respond().catch(() => self.postMessage({ id: request.id, bytes: null }));
});
