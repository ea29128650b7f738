/** When the first rows of the list were painted. */
import type { Page } from 'playwright';
import { reviewerIn } from '../../support/reviewer.ts';

/**
 * Goes to the application and answers with the milliseconds from the start of the navigation to the frame after the
 * first row was drawn.
 */
export const firstList = async (page: Page, url: string, patience = 120_000): Promise<number> => {
  // As text: the loader that runs this file would put a helper of its own into a function.
  await page.addInitScript(`(function look() {
    if (document.querySelector('[role="option"]:not([aria-busy])')) {
      requestAnimationFrame(() => { globalThis.firstList = performance.now(); });
    } else requestAnimationFrame(look);
  })();`);
  await page.goto(url);
  const deadline = Date.now() + patience;
  for (;;) {
    const at = await page.evaluate(() => Reflect.get(globalThis, 'firstList') as number | undefined);
    if (at !== undefined) return at;
    if (Date.now() > deadline) throw new Error('No list was ever drawn.');
    await page.waitForTimeout(50);
  }
};

/** Empties the search box and waits until that is kept: the next start shows the last query's list again. */
export const forgetQuery = async (page: Page): Promise<void> => {
  await reviewerIn(page).searchBox.fill('');
  await page.waitForTimeout(2500);
};
