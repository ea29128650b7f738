/** The list of workspaces and who reviews on this installation: one small file, replaced as a whole. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { type Workspace, workspaceSchema } from '#shared/domain/workspace.ts';
import { readIfThere, writeAtomically } from '../disk/atomic-write.ts';
import { DamagedRegistryError, WorkspaceNotFoundError } from './errors.ts';

const registrySchema = z.object({
  version: z.literal(1),
  /** The same reviewer in every workspace of this installation. */
  reviewerId: z.uuid(),
  workspaces: z.array(workspaceSchema),
});
type RegistryContent = z.infer<typeof registrySchema>;

export interface Registry {
  reviewerId(): Promise<string>;
  list(): Promise<readonly Workspace[]>;
  /** @throws WorkspaceNotFoundError */
  find(workspaceId: string): Promise<Workspace>;
  add(workspace: Workspace): Promise<void>;
  /** @throws WorkspaceNotFoundError */
  rename(workspaceId: string, name: string): Promise<Workspace>;
  remove(workspaceId: string): Promise<void>;
}

const WHAT = 'the list of workspaces';

/** Opens the registry in a folder. Every method throws DamagedRegistryError, FileAccessError or DiskFullError as well. */
export const createRegistry = (dataDirectory: string): Registry => {
  const path = join(dataDirectory, 'workspaces.json');
  let known: RegistryContent | null = null;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, so that no change is made on an outdated list. */
  const inTurn = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };

  const write = async (content: RegistryContent): Promise<void> => {
    await writeAtomically(path, `${JSON.stringify(content, null, 2)}\n`, WHAT);
    known = content;
  };
  const read = async (): Promise<RegistryContent> => {
    if (known) return known;
    const text = await readIfThere(path, WHAT);
    if (text === null) {
      const content: RegistryContent = { version: 1, reviewerId: randomUUID(), workspaces: [] };
      await write(content);
      return content;
    }
    const parsed = registrySchema.safeParse(parseJson(text));
    if (!parsed.success) throw new DamagedRegistryError();
    known = parsed.data;
    return known;
  };
  const find = (content: RegistryContent, workspaceId: string): Workspace => {
    const workspace = content.workspaces.find(({ id }) => id === workspaceId);
    if (!workspace) throw new WorkspaceNotFoundError();
    return workspace;
  };

  return {
    reviewerId: () => inTurn(async () => (await read()).reviewerId),
    list: () => inTurn(async () => (await read()).workspaces),
    find: (workspaceId) => inTurn(async () => find(await read(), workspaceId)),
    add: (workspace) =>
      inTurn(async () => {
        const content = await read();
        await write({ ...content, workspaces: [...content.workspaces, workspace] });
      }),
    rename: (workspaceId, name) =>
      inTurn(async () => {
        const content = await read();
        const renamed: Workspace = { ...find(content, workspaceId), name };
        const workspaces = content.workspaces.map((workspace) => (workspace.id === workspaceId ? renamed : workspace));
        await write({ ...content, workspaces });
        return renamed;
      }),
    remove: (workspaceId) =>
      inTurn(async () => {
        const content = await read();
        await write({ ...content, workspaces: content.workspaces.filter(({ id }) => id !== workspaceId) });
      }),
  };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
