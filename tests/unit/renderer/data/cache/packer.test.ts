import { describe, expect, it } from 'vitest';
import { deflate, inflate, join } from '../../../../../src/renderer/data/cache/deflate.ts';
import { answerRequest, createPacker, type PackedPage } from '../../../../../src/renderer/data/cache/packer.ts';
import { type PageContent, pageJson, unpackPage } from '../../../../../src/renderer/data/cache/page-content.ts';
import { interaction, interactions } from './open-cache.ts';

/** The helper's side over a real channel; `spoil` decides what becomes of an answer. */
class Helper extends EventTarget {
  readonly #ports = new MessageChannel();
  ended = false;
  asked = 0;

  constructor(spoil: 'no' | 'fails' | 'silent' = 'no') {
    super();
    this.#ports.port2.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.asked += 1;
      if (spoil === 'silent') return;
      void answerRequest(data, (answered, transfer) =>
        this.#ports.port2.postMessage(spoil === 'fails' ? { ...answered, answer: null } : answered, transfer),
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

const started = (helper: Helper) => createPacker(() => helper as unknown as Worker);

const content: PageContent = {
  rows: [
    ...interactions(0, 40, 'planted words'),
    null,
    interaction(41, 'half a pair \ud83d and 中文', { extra: [1, null] }),
  ],
  supersedes: [{ row: 3, page: 1, pageRow: 7, contentHash: '0123456789abcdef' }],
  seenAt: 1234,
};
const json = pageJson(content);

const opened = async ({ deflated, random }: PackedPage): Promise<PageContent> =>
  unpackPage(join([await inflate(deflated), random]));

describe('the packer', () => {
  it('packs a page on another thread', async () => {
    const helper = new Helper();
    expect(await opened(await started(helper).pack(json))).toEqual(content);
    expect(helper.asked).toBe(1);
    helper.terminate();
  });

  it('keeps a key named like the prototype a key', async () => {
    const row = JSON.parse(JSON.stringify(interaction(1, 'x'.repeat(5000))).replace('{', '{"__proto__":{"own":1},'));
    const helper = new Helper();
    const { rows } = await opened(await started(helper).pack(pageJson({ rows: [row], supersedes: [], seenAt: null })));
    expect(JSON.stringify(rows[0])).toBe(JSON.stringify(row));
    expect(Object.getPrototypeOf(rows[0])).toBe(Object.prototype);
    helper.terminate();
  });

  it('deflates on another thread what is long enough, and keeps the bytes', async () => {
    const helper = new Helper();
    const packer = started(helper);
    const bytes = new TextEncoder().encode('much the same again, '.repeat(1000));
    expect(await inflate(await packer.deflate(bytes))).toEqual(bytes);
    expect(await inflate(await packer.deflate(bytes.slice(0, 100)))).toEqual(bytes.slice(0, 100));
    expect(helper.asked).toBe(1);
    helper.terminate();
  });

  it('does it here when there is no other thread', async () => {
    const packer = createPacker(() => {
      throw new DOMException('There are none here.', 'SecurityError');
    });
    expect(await opened(await packer.pack(json))).toEqual(content);
    const bytes = new Uint8Array(10_000);
    expect(await packer.deflate(bytes)).toEqual(await deflate(bytes));
  });

  it('does it here when the other thread fails at it', async () => {
    const helper = new Helper('fails');
    expect(await opened(await started(helper).pack(json))).toEqual(content);
    helper.terminate();
  });

  it('does here what was waiting, and all that comes, once the other thread is gone', async () => {
    const helper = new Helper('silent');
    const packer = started(helper);
    const waiting = [packer.pack(json), packer.pack(json)];
    helper.dispatchEvent(new Event('error', { cancelable: true }));
    for (const packed of waiting) expect(await opened(await packed)).toEqual(content);
    expect(helper.ended).toBe(true);
    expect(await opened(await packer.pack(json))).toEqual(content);
  });
});
