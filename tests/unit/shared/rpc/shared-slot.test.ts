import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharedSlot, SLOT_BYTES } from '#shared/rpc/shared-slot.ts';

const makeSlot = (): SharedSlot => new SharedSlot(new SharedArrayBuffer(SLOT_BYTES));

describe('a slot in shared memory', () => {
  it('gives any message as JSON would, whatever letters are in it', () => {
    const slot = makeSlot();
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
        const message = { i: 'a', r: { ok: true, value, text } };
        expect(slot.put(message)).toBe(true);
        expect(slot.take()).toEqual(JSON.parse(JSON.stringify(message)));
      }),
    );
  });

  it('gives a message once', () => {
    const slot = makeSlot();
    expect(slot.take()).toBeUndefined();
    slot.put({ total: 1 });
    expect(slot.take()).toEqual({ total: 1 });
    expect(slot.take()).toBeUndefined();
  });

  it('holds whoever reads until a message is there, and no longer than asked', () => {
    const slot = makeSlot();
    let time = 0;
    slot.hold(4, () => time++);
    expect(time).toBe(5);
    slot.hold(4, () => {
      time += 1;
      if (time === 9) slot.put({ total: 1 });
      return time;
    });
    expect(time).toBe(9);
    slot.hold(4, () => time++);
    expect(time).toBe(10);
    expect(slot.take()).toEqual({ total: 1 });
  });

  it('takes no second message before the first was taken', () => {
    const slot = makeSlot();
    expect(slot.put({ total: 1 })).toBe(true);
    expect(slot.put({ total: 2 })).toBe(false);
    expect(slot.take()).toEqual({ total: 1 });
    expect(slot.put({ total: 3 })).toBe(true);
    expect(slot.take()).toEqual({ total: 3 });
  });

  it('takes what fills it, refuses what is longer, and is free after that', () => {
    const slot = makeSlot();
    const most = (SLOT_BYTES - 8) / 2 - '""'.length;
    expect(slot.put('x'.repeat(most + 1))).toBe(false);
    expect(slot.take()).toBeUndefined();
    expect(slot.put('é'.repeat(most))).toBe(true);
    expect(slot.take()).toBe('é'.repeat(most));
  });
});
