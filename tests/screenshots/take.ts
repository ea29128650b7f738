/**
 * Takes a picture of every screen, at 1280×800 and 1920×1080, light and dark: `npm run screenshots -- [FOLDER]`.
 * The folder defaults to test-results/screenshots.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { walkScreens } from '../support/screens.ts';

const folder = resolve(process.argv[2] ?? 'test-results/screenshots');
await mkdir(folder, { recursive: true });

for (const theme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [1280, 800],
    [1920, 1080],
  ] as const) {
    await walkScreens({
      theme,
      width,
      height,
      visit: async (name, page) => {
        const path = join(folder, `${name}-${theme}-${width}x${height}.png`);
        await page.screenshot({ path });
        console.log(path);
      },
    });
  }
}
