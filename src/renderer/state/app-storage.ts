let asked = false;

/**
 * Asks the browser, once a window, not to clear the cache when the disk runs short. Whatever it answers, the cache is
 * only a cache: judgements are kept by the host.
 */
export const keepStorage = (storage: Pick<StorageManager, 'persist'> | undefined = navigator.storage): void => {
  if (asked || storage === undefined) return;
  asked = true;
  storage.persist().catch(() => undefined);
};
