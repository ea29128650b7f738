/** Where the window was: remembered between starts, and brought back only onto a display that is still there. */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const coordinate = z.number().int().min(-100_000).max(100_000);
const length = z.number().int().min(1).max(100_000);
const windowStateSchema = z.object({
  bounds: z.object({ x: coordinate, y: coordinate, width: length, height: length }),
  maximized: z.boolean(),
});
export type WindowState = Readonly<z.infer<typeof windowStateSchema>>;

/** Device-independent pixels. */
export const SMALLEST_WINDOW = { width: 960, height: 600 } as const;
const FIRST_WINDOW = { width: 1360, height: 860 } as const;
/** How much of the window has to be on a display for it to be got hold of. */
const REACHABLE = 96;

/** Reads what was remembered; null when there is nothing usable. */
export const readWindowState = (path: string): WindowState | null => {
  try {
    const parsed = windowStateSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

/** Remembers, synchronously: it is the last thing a closing window does. A failure costs only the position. */
export const writeWindowState = (path: string, state: WindowState): void => {
  try {
    writeFileSync(path, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  } catch {
    // The next start opens in the middle of the screen.
  }
};

const overlap = (a: Rectangle, b: Rectangle): { readonly width: number; readonly height: number } => ({
  width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
  height: Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
});

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));

/**
 * The bounds to open with.
 *
 * @param workAreas of all displays, the primary one first
 */
export const boundsToOpen = (state: WindowState | null, workAreas: readonly Rectangle[]): Rectangle => {
  const primary = workAreas[0] ?? { x: 0, y: 0, ...FIRST_WINDOW };
  const home = state === null ? undefined : workAreas.find((area) => isReachable(state.bounds, area));
  const area = home ?? primary;
  const wanted = home && state ? state.bounds : null;
  const size = wanted ?? FIRST_WINDOW;
  const width = clamp(size.width, Math.min(SMALLEST_WINDOW.width, area.width), area.width);
  const height = clamp(size.height, Math.min(SMALLEST_WINDOW.height, area.height), area.height);
  if (wanted) {
    return {
      x: clamp(wanted.x, area.x, area.x + area.width - width),
      y: clamp(wanted.y, area.y, area.y + area.height - height),
      width,
      height,
    };
  }
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
    width,
    height,
  };
};

const isReachable = (bounds: Rectangle, area: Rectangle): boolean => {
  const shared = overlap(bounds, area);
  return shared.width >= REACHABLE && shared.height >= REACHABLE;
};
