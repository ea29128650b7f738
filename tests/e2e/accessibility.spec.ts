/** Axe looks at every screen, in both themes. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { expect, test } from 'playwright/test';
import { walkScreens } from '../support/screens.ts';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

for (const theme of ['light', 'dark'] as const) {
  test(`no screen has a serious or critical violation, ${theme}`, async () => {
    test.setTimeout(240_000);
    const violations: string[] = [];
    const visited: string[] = [];
    await walkScreens({
      theme,
      width: 1280,
      height: 800,
      // Contrast is read from the colours of one moment, and a toast may begin to fade at any: nothing fades then.
      reducedMotion: true,
      visit: async (name, page) => {
        visited.push(name);
        // Through the debugger: the page's own policy refuses foreign scripts, as it should.
        await page.evaluate(axeSource);
        const results = await page.evaluate(() =>
          (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
        );
        for (const violation of results.violations) {
          if (violation.impact !== 'serious' && violation.impact !== 'critical') continue;
          for (const node of violation.nodes) violations.push(`${name}: ${violation.id} ${node.target.join(' ')}`);
        }
      },
    });
    expect(visited.length).toBeGreaterThan(10);
    expect(violations).toEqual([]);
  });
}
