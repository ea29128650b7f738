import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { messagePort } from '#shared/rpc/message-port.ts';
import { SharedSlot, SLOT_BYTES } from '#shared/rpc/shared-slot.ts';
import { answeringPort, askingPort } from '#shared/rpc/urgent-port.ts';

let close = (): void => undefined;
afterEach(() => close());

/** Both sides over a real channel and real shared memory; frames are made by hand. */
const pair = () => {
  const { port1, port2 } = new MessageChannel();
  close = () => port1.close();
  const memory = new SharedArrayBuffer(SLOT_BYTES);
  const frames: (() => void)[] = [];
  const clock = { now: (): number => performance.now() };
  const asking = askingPort(
    messagePort(port1),
    new SharedSlot(memory),
    ['search'],
    (look) => frames.push(look),
    () => clock.now(),
  );
  const answering = answeringPort(messagePort(port2), new SharedSlot(memory), ['search']);
  const heard: unknown[] = [];
  asking.onMessage((message) => heard.push(message));
  const asked: unknown[] = [];
  answering.onMessage((message) => asked.push(message));
  const frame = (): void => {
    for (const look of frames.splice(0)) look();
  };
  return { asking, answering, heard, asked, frames, frame, clock };
};

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('a port with urgent calls', () => {
  it('hands out the answer while the frame is made, and not again when its notice comes', async () => {
    const { asking, answering, heard, asked, frame } = pair();
    asking.send({ m: 'search', i: 'one', a: [], t: 'q' });
    await expect.poll(() => asked.length).toBe(1);
    answering.send({ i: 'one', r: { total: 3 }, t: 's' });
    expect(heard).toEqual([]);
    frame();
    expect(heard).toEqual([{ i: 'one', r: { total: 3 }, t: 's' }]);
    await turn();
    expect(heard).toHaveLength(1);
  });

  it('holds the first frame for an answer that is a moment late, and later frames not at all', async () => {
    const { asking, answering, heard, asked, frame, clock } = pair();
    for (const id of ['one', 'two']) {
      asking.send({ m: 'search', i: id, a: [], t: 'q' });
      await expect.poll(() => asked.length).toBeGreaterThan(id === 'one' ? 0 : 1);
      let looks = 0;
      clock.now = () => {
        looks += 1;
        if (id === 'one' && looks === 3) answering.send({ i: id, r: 1, t: 's' });
        return looks;
      };
      frame();
      expect(heard.length).toBe(1);
      const held = looks;
      frame();
      expect(looks).toBe(held);
      expect(held).toBe(id === 'one' ? 3 : 5);
    }
  });

  it('hands it out with its notice when the frame came first', async () => {
    const { asking, answering, heard, asked, frame } = pair();
    asking.send({ m: 'search', i: 'one', a: [], t: 'q' });
    frame();
    expect(heard).toEqual([]);
    await expect.poll(() => asked.length).toBe(1);
    answering.send({ i: 'one', r: { total: 3 }, t: 's' });
    await expect.poll(() => heard).toEqual([{ i: 'one', r: { total: 3 }, t: 's' }]);
  });

  it('looks in a few frames and no more', () => {
    const { asking, frames, frame } = pair();
    asking.send({ m: 'search', i: 'one', a: [], t: 'q' });
    let made = 0;
    for (; frames.length > 0 && made < 50; made += 1) frame();
    expect(made).toBe(3);
  });

  it('carries every other message as it is, and looks in no frame for it', async () => {
    const { asking, answering, heard, asked, frames } = pair();
    asking.send({ m: 'rows', i: 'one', a: [], t: 'q' });
    expect(frames).toEqual([]);
    await expect.poll(() => asked).toEqual([{ m: 'rows', i: 'one', a: [], t: 'q' }]);
    answering.send({ i: 'one', r: [], t: 's' });
    answering.send({ m: 'cacheChanged', a: [], t: 'q' });
    await expect.poll(() => heard).toHaveLength(2);
    expect(heard).toEqual([
      { i: 'one', r: [], t: 's' },
      { m: 'cacheChanged', a: [], t: 'q' },
    ]);
  });

  it('sends an answer that the slot has no room for as a message', async () => {
    const { asking, answering, heard, asked } = pair();
    for (const id of ['one', 'two', 'long']) asking.send({ m: 'search', i: id, a: [], t: 'q' });
    await expect.poll(() => asked.length).toBe(3);
    const long = { i: 'long', r: 'x'.repeat(SLOT_BYTES), t: 's' };
    answering.send({ i: 'one', r: 1, t: 's' });
    answering.send({ i: 'two', r: 2, t: 's' });
    answering.send(long);
    await expect.poll(() => heard.length).toBe(3);
    expect(heard).toEqual([{ i: 'one', r: 1, t: 's' }, { i: 'two', r: 2, t: 's' }, long]);
  });
});
