/** One suite over both carriers: whatever holds for a MessagePort holds for a WebSocket. */
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CancelledError, ReviewerError } from '#shared/errors.ts';
import { type Channel, openChannel } from '#shared/rpc/channel.ts';
import { method } from '#shared/rpc/contract.ts';
import { type Carrier, carriers } from './carriers.ts';

const hostContract = {
  echo: method(z.object({ value: z.unknown() }), z.object({ value: z.unknown() })),
  double: method(z.object({ count: z.number().int().min(0) }), z.number()),
  pause: method(z.object({ milliseconds: z.number() }), z.number()),
  never: method(
    z.undefined(),
    z.custom<void>(() => true),
  ),
  quiet: method(
    z.undefined(),
    z.custom<void>(() => true),
  ),
  refuse: method(
    z.object({ why: z.string() }),
    z.custom<void>(() => true),
  ),
  crash: method(
    z.undefined(),
    z.custom<void>(() => true),
  ),
  arrivals: method(z.undefined(), z.array(z.number())),
  arrive: method(
    z.object({ at: z.number() }),
    z.custom<void>(() => true),
  ),
  tellPage: method(z.object({ times: z.number() }), z.array(z.string())),
} as const;

const pageContract = {
  told: method(z.object({ time: z.number() }), z.string()),
} as const;

describe.each(carriers)('a channel over $name', ({ open }) => {
  let carrier: Carrier;
  let host: Channel<typeof pageContract>;
  let page: Channel<typeof hostContract>;
  let told: number[];

  beforeEach(async () => {
    carrier = await open();
    told = [];
    const arrivals: number[] = [];
    host = openChannel(
      carrier.host,
      {
        contract: hostContract,
        handlers: {
          echo: ({ value }) => ({ value }),
          double: ({ count }) => count * 2,
          pause: async ({ milliseconds }) => {
            await wait(milliseconds);
            return milliseconds;
          },
          never: () => new Promise<void>(() => undefined),
          quiet: () => undefined,
          refuse: ({ why }) => {
            throw new CancelledError(why);
          },
          crash: () => {
            throw new TypeError('the customer wrote: my card is 4111');
          },
          arrivals: () => arrivals,
          arrive: ({ at }) => {
            arrivals.push(at);
          },
          tellPage: async ({ times }) =>
            Promise.all(Array.from({ length: times }, (_, time) => host.remote.told({ time }))),
        },
      },
      pageContract,
    );
    page = openChannel(
      carrier.page,
      {
        contract: pageContract,
        handlers: {
          told: ({ time }) => {
            told.push(time);
            return `heard ${time}`;
          },
        },
      },
      hostContract,
    );
  });

  afterEach(async () => {
    page.close();
    host.close();
    await carrier.dispose();
  });

  it('answers a call', async () => {
    expect(await page.remote.double({ count: 21 })).toBe(42);
  });

  it('answers a call that takes and gives nothing', async () => {
    expect(await page.remote.quiet()).toBeNull();
  });

  it('refuses input of the wrong shape, naming the field and not its value', async () => {
    const failure = await failureOf(page.remote.double({ count: 'my card is 4111' as unknown as number }));
    expect(failure.code).toBe('invalid-request');
    expect(failure.details).toMatchObject({ method: 'double', reason: expect.stringContaining('count') });
    expect(JSON.stringify(failure.serialize())).not.toContain('4111');
  });

  it('carries an error whole', async () => {
    const failure = await failureOf(page.remote.refuse({ why: 'The sync' }));
    expect(failure).toBeInstanceOf(ReviewerError);
    expect(failure.serialize()).toEqual(new CancelledError('The sync').serialize());
  });

  it('turns a defect into an internal error without its text', async () => {
    const failure = await failureOf(page.remote.crash());
    expect(failure.code).toBe('internal');
    expect(failure.details).toEqual({ where: 'crash', kind: 'TypeError' });
    expect(JSON.stringify(failure.serialize())).not.toContain('4111');
  });

  it('gives each of many calls under way its own answer, the quick ones first', async () => {
    const finished: number[] = [];
    const calls = [60, 5, 30].map(async (milliseconds) => finished.push(await page.remote.pause({ milliseconds })));
    await Promise.all(calls);
    expect(finished).toEqual([5, 30, 60]);
  });

  it('delivers calls in the order they were made', async () => {
    const sent = Array.from({ length: 500 }, (_, at) => at);
    await Promise.all(sent.map((at) => page.remote.arrive({ at })));
    expect(await page.remote.arrivals()).toEqual(sent);
  });

  it('lets both sides call at once', async () => {
    const [answers, doubled] = await Promise.all([
      page.remote.tellPage({ times: 50 }),
      page.remote.double({ count: 4 }),
    ]);
    expect(answers).toEqual(Array.from({ length: 50 }, (_, time) => `heard ${time}`));
    expect(told).toEqual(Array.from({ length: 50 }, (_, time) => time));
    expect(doubled).toBe(8);
  });

  it('carries ten megabytes each way', async () => {
    const value = 'ä€𝄞x'.repeat(1_250_000);
    expect(Buffer.byteLength(value)).toBeGreaterThan(10_000_000);
    expect((await page.remote.echo({ value })).value === value).toBe(true);
  });

  it.each([
    ['a lone high surrogate', 'a\ud800b'],
    ['a lone low surrogate', '\udc00'],
    ['line separators', 'one\u2028two\u2029three'],
    ['a null character', 'a\u0000b'],
    ['a byte-order mark', '\ufefftext'],
    ['bidirectional controls', '\u202eevil\u202c'],
  ])('keeps %s in text', async (_, value) => {
    expect((await page.remote.echo({ value })).value).toBe(value);
  });

  it('keeps an own "__proto__" key as data', async () => {
    const value: unknown = JSON.parse('{"__proto__":{"admin":true},"constructor":1,"toString":2}');
    const answer = (await page.remote.echo({ value })).value;
    expect(JSON.stringify(answer)).toBe(JSON.stringify(value));
    expect(Object.getPrototypeOf(answer)).toBe(Object.prototype);
    expect(Object.hasOwn({}, 'admin') || 'admin' in {}).toBe(false);
  });

  it('carries any JSON value unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ noUnicodeString: false }), async (value) => {
        const json: unknown = JSON.parse(JSON.stringify(value));
        expect((await page.remote.echo({ value: json })).value).toEqual(json);
      }),
      { numRuns: 100 },
    );
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', '$call', 'missing'])(
    'does not let a message reach "%s"',
    async (name) => {
      const answers: unknown[] = [];
      carrier.page.onMessage((message) => answers.push(message));
      carrier.page.send({ t: 'q', i: 'hostile', m: name, a: [{ polluted: true }] });
      await expect.poll(() => answers.length).toBe(1);
      expect(answers[0]).toMatchObject({ t: 's', i: 'hostile', e: expect.anything() });
      expect(await page.remote.double({ count: 1 })).toBe(2);
    },
  );

  it.each([
    ['null', null],
    ['text', 'hello'],
    ['a number', 7],
    ['a list', []],
    ['an answer nobody waits for', { t: 's', i: 'unknown', r: 1 }],
    ['a call without arguments', { t: 'q', i: 'x', m: 'double' }],
    ['a call with odd arguments', { t: 'q', i: 'x', m: 'double', a: 5 }],
  ])('goes on after a message that is %s', async (_, message) => {
    carrier.page.send(message);
    expect(await page.remote.double({ count: 1 })).toBe(2);
  });

  it('rejects calls under way when the connection is cut', async () => {
    const pending = failureOf(page.remote.never());
    await page.remote.double({ count: 1 });
    carrier.sever();
    expect((await pending).code).toBe('disconnected');
  });

  it('rejects calls made after the connection was cut', async () => {
    await page.remote.double({ count: 1 });
    const pending = failureOf(page.remote.never());
    carrier.sever();
    await pending;
    expect((await failureOf(page.remote.double({ count: 1 }))).code).toBe('disconnected');
  });

  it('rejects the host’s calls when the page leaves', async () => {
    await page.remote.double({ count: 1 });
    const slow = page.remote.pause({ milliseconds: 50 }).catch(() => undefined);
    page.close();
    await slow;
    await expect.poll(async () => (await failureOf(host.remote.told({ time: 1 }))).code).toBe('disconnected');
  });
});

const failureOf = async (promise: Promise<unknown>): Promise<ReviewerError> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ReviewerError) return error;
    throw error;
  }
  throw new Error('The call was expected to fail.');
};
