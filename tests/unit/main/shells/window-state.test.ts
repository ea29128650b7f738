import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { boundsToOpen, readWindowState, writeWindowState } from '../../../../src/main/shells/window-state.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const second = { x: 1440, y: 0, width: 2560, height: 1440 };
const state = (x: number, y: number, width = 1200, height = 800) => ({
  bounds: { x, y, width, height },
  maximized: false,
});

describe('where the window opens', () => {
  it('is the middle of the main display at first', () => {
    expect(boundsToOpen(null, [laptop, second])).toEqual({ x: 40, y: 33, width: 1360, height: 860 });
  });

  it('is where it was', () => {
    expect(boundsToOpen(state(1600, 100), [laptop, second])).toEqual(state(1600, 100).bounds);
  });

  it('is the main display when the other one is gone', () => {
    const { x, width } = boundsToOpen(state(1600, 100), [laptop]);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(1440);
  });

  it('is never larger than the display', () => {
    expect(boundsToOpen(state(0, 25, 5000, 5000), [laptop])).toEqual(laptop);
  });

  it('is always within a display, whatever was remembered', () => {
    const number = fc.integer({ min: -100_000, max: 100_000 });
    const length = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(number, number, length, length, (x, y, width, height) => {
        const bounds = boundsToOpen(state(x, y, width, height), [laptop, second]);
        const inside = [laptop, second].some(
          (area) =>
            bounds.x >= area.x &&
            bounds.y >= area.y &&
            bounds.x + bounds.width <= area.x + area.width &&
            bounds.y + bounds.height <= area.y + area.height,
        );
        expect(inside && bounds.width >= 960 && bounds.height >= 600).toBe(true);
      }),
    );
  });
});

describe('the remembered window', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fini-window-'));
  const path = join(folder, 'window-state.json');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is read as it was written', () => {
    writeWindowState(path, { bounds: { x: 1, y: 2, width: 1000, height: 700 }, maximized: true });
    expect(readWindowState(path)).toEqual({ bounds: { x: 1, y: 2, width: 1000, height: 700 }, maximized: true });
  });

  it.each(['', '{', '[]', '{"bounds":{"x":"1","y":2,"width":3,"height":4},"maximized":true}'])(
    'counts as none when the file holds %s',
    (text) => {
      writeFileSync(path, text);
      expect(readWindowState(path)).toBeNull();
    },
  );

  it('is not worth an error when it cannot be written', () => {
    expect(() => writeWindowState(join(folder, 'missing', 'x.json'), state(0, 0))).not.toThrow();
  });
});
