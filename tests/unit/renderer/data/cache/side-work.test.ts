import { describe, expect, it } from 'vitest';
import { deflate, inflate } from '../../../../../src/renderer/data/cache/deflate.ts';
import { answerRequest, createSideWorker } from '../../../../../src/renderer/data/cache/side-work.ts';
import { hashesOf, toDocument } from '../../../../../src/renderer/data/index/document.ts';
import { batchOf, invert } from '../../../../../src/renderer/data/index/inverting.ts';
import { interaction } from './open-cache.ts';

/** The other thread's side over a real channel; `spoil` decides what becomes of an answer. */
class OtherThread extends EventTarget {
  readonly #ports = new MessageChannel();
  ended = false;
  asked = 0;

  constructor(spoil: 'no' | 'fails' | 'silent' = 'no') {
    super();
    this.#ports.port2.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.asked += 1;
      if (spoil === 'silent') return;
      void answerRequest(data, (answer, transfer) =>
        this.#ports.port2.postMessage(spoil === 'fails' ? { ...answer, output: null } : answer, transfer),
      );
    };
    this.#ports.port1.onmessage = ({ data }: MessageEvent<unknown>) =>
      this.dispatchEvent(new MessageEvent('message', { data }));
  }

  postMessage(message: unknown): void {
    this.#ports.port1.postMessage(message);
  }

  terminate(): void {
    this.ended = true;
    this.#ports.port1.close();
  }
}

const started = (thread: OtherThread) => createSideWorker(() => thread as unknown as Worker);

const batchFrom = (first: number) =>
  batchOf(
    Array.from({ length: 130 }, (_, row) => {
      const one = interaction(first + row, `words number${first + row}, 中文 and half a pair \ud83d`, {
        userAttributes: { plan: 'Pro', seats: row },
      });
      return toDocument(one, hashesOf(one), { page: 1, row });
    }),
  );
const bytes = new TextEncoder().encode('much the same again, '.repeat(1000));

describe('work for another thread', () => {
  it('is done there', async () => {
    const thread = new OtherThread();
    const sideWork = started(thread);
    const batch = batchFrom(0);
    expect(await inflate(await sideWork.deflate(bytes))).toEqual(bytes);
    expect(await sideWork.invert(batch)).toEqual(invert(batch));
    expect(thread.asked).toBe(2);
    thread.terminate();
  });

  it('does not mix batches that are asked for at once', async () => {
    const thread = new OtherThread();
    const sideWork = started(thread);
    const batches = [0, 1000, 2000].map(batchFrom);
    const inverted = await Promise.all(batches.map((batch) => sideWork.invert(batch)));
    expect(inverted).toEqual(batches.map(invert));
    thread.terminate();
  });

  it('is done here when it is less than a message costs', async () => {
    const thread = new OtherThread();
    expect(await inflate(await started(thread).deflate(bytes.slice(0, 100)))).toEqual(bytes.slice(0, 100));
    expect(thread.asked).toBe(0);
    thread.terminate();
  });

  it('is done here when there is no other thread', async () => {
    const sideWork = createSideWorker(() => {
      throw new DOMException('There are none here.', 'SecurityError');
    });
    expect(await sideWork.deflate(bytes)).toEqual(await deflate(bytes));
    expect(await sideWork.invert(batchFrom(0))).toEqual(invert(batchFrom(0)));
  });

  it('is done here when the other thread fails at it', async () => {
    const thread = new OtherThread('fails');
    const sideWork = started(thread);
    expect(await inflate(await sideWork.deflate(bytes))).toEqual(bytes);
    expect(await sideWork.invert(batchFrom(0))).toEqual(invert(batchFrom(0)));
    thread.terminate();
  });

  it('is done here, what waits and all that comes, once the other thread is gone', async () => {
    const thread = new OtherThread('silent');
    const sideWork = started(thread);
    const waiting = [sideWork.deflate(bytes), sideWork.deflate(bytes)];
    const inverting = sideWork.invert(batchFrom(0));
    thread.dispatchEvent(new Event('error', { cancelable: true }));
    for (const deflated of waiting) expect(await inflate(await deflated)).toEqual(bytes);
    expect(await inverting).toEqual(invert(batchFrom(0)));
    expect(thread.ended).toBe(true);
    expect(await inflate(await sideWork.deflate(bytes))).toEqual(bytes);
  });
});
