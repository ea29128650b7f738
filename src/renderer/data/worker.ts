/**
 * The data worker's first script, kept small so that it runs at once: tells the window that the thread is there, and has
 * the rest read.
 */
const connected = new Promise<unknown>((resolve) => {
  addEventListener('message', ({ data }) => resolve(data), { once: true });
});

postMessage('running');
// The browser opens the storage of this origin meanwhile, which takes about as long as reading the rest.
indexedDB.databases().catch(() => undefined);
import('./serve-window.ts')
  .then(async ({ serveWindow }) => serveWindow(await connected))
  // As an error of the worker, which the window hears of.
  .catch(reportError);
