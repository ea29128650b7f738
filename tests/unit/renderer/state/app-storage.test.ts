import { expect, it, vi } from 'vitest';
import { keepStorage } from '../../../../src/renderer/state/app-storage.ts';

it('asks the browser once not to clear the cache, whatever it answers', () => {
  const persist = vi.fn(() => Promise.reject(new Error('no')));
  keepStorage({ persist });
  keepStorage({ persist });
  expect(persist).toHaveBeenCalledTimes(1);
});
