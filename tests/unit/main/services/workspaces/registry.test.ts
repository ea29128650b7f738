import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '#shared/domain/workspace.ts';
import { createRegistry } from '../../../../../src/main/services/workspaces/registry.ts';
import { failureOf, temporaryFolder } from '../support.ts';

const workspace = (name: string, reviewerId: string): Workspace => ({
  id: randomUUID(),
  name,
  kind: 'fini',
  reviewer: { id: reviewerId, name: 'Ada' },
  createdAt: 1,
});

describe('the list of workspaces', () => {
  it('is kept, with one reviewer id for the installation', async () => {
    const folder = temporaryFolder();
    const registry = createRegistry(folder);
    const reviewerId = await registry.reviewerId();
    const [a, b] = [workspace('A', reviewerId), workspace('B', reviewerId)];
    await Promise.all([registry.add(a), registry.add(b)]);
    await registry.rename(b.id, 'Better');
    await registry.remove(a.id);
    const again = createRegistry(folder);
    expect(await again.reviewerId()).toBe(reviewerId);
    expect(await again.list()).toEqual([{ ...b, name: 'Better' }]);
    expect(await failureOf(again.find(a.id))).toMatchObject({ code: 'workspace-not-found' });
    expect(await failureOf(again.rename(a.id, 'x'))).toMatchObject({ code: 'workspace-not-found' });
  });

  it.each(['', '{', '{"version":2}', '{"version":1,"reviewerId":"x","workspaces":[]}'])(
    'is not thrown away when it is damaged (%j)',
    async (content) => {
      const folder = temporaryFolder();
      const path = join(folder, 'workspaces.json');
      writeFileSync(path, content);
      const registry = createRegistry(folder);
      expect(await failureOf(registry.list())).toMatchObject({ code: 'file-access' });
      expect(await failureOf(registry.add(workspace('A', randomUUID())))).toMatchObject({ code: 'file-access' });
      expect(readFileSync(path, 'utf8')).toBe(content);
    },
  );
});
