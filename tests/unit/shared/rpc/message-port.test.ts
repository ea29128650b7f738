import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it, vi } from 'vitest';
import { messagePort } from '#shared/rpc/message-port.ts';

describe('a message port as a port', () => {
  it('keeps what was sent before anybody listened', async () => {
    const { port1, port2 } = new MessageChannel();
    const near = messagePort(port1);
    near.send({ first: true });
    near.send({ second: true });
    const heard: unknown[] = [];
    messagePort(port2).onMessage((message) => heard.push(message));
    await expect.poll(() => heard).toEqual([{ first: true }, { second: true }]);
    near.close();
  });

  it('tells both sides once that it is closed, whoever closed it', async () => {
    const { port1, port2 } = new MessageChannel();
    const near = messagePort(port1);
    const far = messagePort(port2);
    const closed = [vi.fn(), vi.fn()] as const;
    near.onClose(closed[0]);
    far.onClose(closed[1]);
    far.onMessage(() => undefined);
    near.close();
    near.close();
    await expect.poll(() => closed[1].mock.calls.length).toBe(1);
    expect(closed[0]).toHaveBeenCalledTimes(1);
  });

  it('tells a listener that comes late', () => {
    const { port1 } = new MessageChannel();
    const near = messagePort(port1);
    near.close();
    const late = vi.fn();
    near.onClose(late);
    expect(late).toHaveBeenCalledTimes(1);
  });

  it('drops what is sent after it closed', () => {
    const { port1 } = new MessageChannel();
    const near = messagePort(port1);
    near.close();
    expect(() => near.send({ late: true })).not.toThrow();
  });

  it('takes an emitter as well, as Electron’s main process has', () => {
    const emitter = Object.assign(new EventEmitter(), { postMessage: vi.fn(), start: vi.fn(), close: vi.fn() });
    const port = messagePort(emitter);
    const heard = vi.fn();
    const closed = vi.fn();
    port.onMessage(heard);
    port.onClose(closed);
    expect(emitter.start).toHaveBeenCalledTimes(1);
    emitter.emit('message', { data: { hello: 1 }, ports: [] });
    emitter.emit('close');
    emitter.emit('close');
    port.send({ late: true });
    expect(heard).toHaveBeenCalledWith({ hello: 1 });
    expect(closed).toHaveBeenCalledTimes(1);
    expect(emitter.postMessage).not.toHaveBeenCalled();
  });
});
