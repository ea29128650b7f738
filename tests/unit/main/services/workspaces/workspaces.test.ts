import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../../../src/main/services/clock.ts';
import { InvalidKeyError } from '../../../../../src/main/services/fini/errors.ts';
import { createJournal } from '../../../../../src/main/services/journal/journal.ts';
import { KeychainDeniedError, VaultLockedError } from '../../../../../src/main/services/vault/errors.ts';
import { createMemoryVault } from '../../../../../src/main/services/vault/memory-vault.ts';
import type { Vault } from '../../../../../src/main/services/vault/vault.ts';
import { createRegistry } from '../../../../../src/main/services/workspaces/registry.ts';
import { createWorkspaces } from '../../../../../src/main/services/workspaces/workspaces.ts';
import { failureOf, interactionAt, judgementEvent, temporaryFolder } from '../support.ts';

const GOOD = 'fini_good_key';
const wanted = { kind: 'fini', name: 'Acme', reviewerName: 'Ada', apiKey: GOOD } as const;

const setUp = (overrides: { readonly vault?: () => Promise<Vault>; readonly folder?: string } = {}) => {
  const folder = overrides.folder ?? temporaryFolder();
  const memory = createMemoryVault();
  const asked: string[] = [];
  const workspaces = createWorkspaces({
    dataDirectory: folder,
    registry: createRegistry(folder),
    vault: overrides.vault ?? (async () => memory),
    clientFor: (apiKey) => ({
      list: async (query) => {
        asked.push(`${apiKey} ${query.limit}`);
        if (apiKey !== GOOD) throw new InvalidKeyError();
        return { rows: [interactionAt(1)], quarantined: 0, hasMore: true, nextCursor: 'x' };
      },
      agents: async () => [],
      tagGroups: async () => [],
      tags: async () => [],
    }),
    paced: (_apiKey, request) => request(),
    clock: systemClock,
  });
  return { folder, memory, asked, workspaces };
};

describe('workspaces', () => {
  it('checks a key with one small request before it keeps anything', async () => {
    const { workspaces, memory, asked } = setUp();
    expect(await failureOf(workspaces.create({ ...wanted, apiKey: 'fini_bad' }))).toMatchObject({
      code: 'invalid-key',
    });
    expect(await workspaces.list()).toEqual([]);
    expect(memory.entries().size).toBe(0);
    const made = await workspaces.create(wanted);
    expect(asked).toEqual(['fini_bad 1', `${GOOD} 1`]);
    expect(await workspaces.list()).toEqual([{ workspace: made, hasApiKey: true, hasDataKey: true }]);
    expect(await workspaces.apiKey(made.id)).toBe(GOOD);
  });

  it('gives every workspace a data key of its own, 256 bits of it', async () => {
    const { workspaces } = setUp();
    const [a, b] = [await workspaces.create(wanted), await workspaces.create({ kind: 'sample', reviewerName: 'Ada' })];
    const [keyOfA, keyOfB] = [(await workspaces.open(a.id)).dataKey, (await workspaces.open(b.id)).dataKey];
    expect(keyOfA).toHaveLength(32);
    expect(keyOfA.equals(keyOfB)).toBe(false);
    expect(a.reviewer.id).toBe(b.reviewer.id);
  });

  it('asks nobody about sample data, which needs no key', async () => {
    const { workspaces, asked } = setUp();
    const sample = await workspaces.create({ kind: 'sample', reviewerName: 'Ada' });
    expect(asked).toEqual([]);
    expect(await workspaces.list()).toEqual([{ workspace: sample, hasApiKey: true, hasDataKey: true }]);
    expect(await failureOf(workspaces.replaceKey(sample.id, GOOD))).toMatchObject({ code: 'invalid-request' });
  });

  it('leaves nothing half made when the keychain refuses', async () => {
    const memory = createMemoryVault();
    const refusing: Vault = {
      ...memory,
      set: async (id, name, secret) => {
        if (name === 'api-key') throw new KeychainDeniedError('saved', 'access was denied');
        await memory.set(id, name, secret);
      },
    };
    const { workspaces } = setUp({ vault: async () => refusing });
    expect(await failureOf(workspaces.create(wanted))).toMatchObject({ code: 'keychain-denied' });
    expect(await workspaces.list()).toEqual([]);
    expect(memory.entries().size).toBe(0);
  });

  it('lists what it cannot open while the vault is locked', async () => {
    const { folder, workspaces } = setUp();
    const made = await workspaces.create(wanted);
    const locked = setUp({
      folder,
      vault: async () => {
        throw new VaultLockedError();
      },
    }).workspaces;
    expect(await locked.list()).toEqual([{ workspace: made, hasApiKey: false, hasDataKey: false }]);
    expect(await failureOf(locked.open(made.id))).toMatchObject({ code: 'vault-locked' });
    expect(await failureOf(locked.create(wanted))).toMatchObject({ code: 'vault-locked' });
  });

  it('never makes a new data key in the place of one that is gone', async () => {
    const { workspaces, memory } = setUp();
    const made = await workspaces.create(wanted);
    await memory.delete(made.id, 'data-key');
    expect(await failureOf(workspaces.open(made.id))).toMatchObject({ code: 'key-not-found' });
    expect((await workspaces.list())[0]).toMatchObject({ hasApiKey: true, hasDataKey: false });
  });

  it('replaces a key only by one that works', async () => {
    const { workspaces, memory } = setUp();
    const made = await workspaces.create(wanted);
    await memory.delete(made.id, 'api-key');
    expect(await failureOf(workspaces.apiKey(made.id))).toMatchObject({ code: 'key-not-found' });
    expect(await failureOf(workspaces.replaceKey(made.id, 'fini_bad'))).toMatchObject({ code: 'invalid-key' });
    await workspaces.replaceKey(made.id, GOOD);
    expect(await workspaces.apiKey(made.id)).toBe(GOOD);
  });

  it('renames, also while it is open', async () => {
    const { workspaces } = setUp();
    const made = await workspaces.create(wanted);
    await workspaces.open(made.id);
    expect((await workspaces.rename(made.id, 'Better')).name).toBe('Better');
    expect((await workspaces.open(made.id)).workspace.name).toBe('Better');
  });

  it('removes a workspace with its journal without a trace', async () => {
    const { workspaces, memory, folder } = setUp();
    const made = await workspaces.create(wanted);
    const open = await workspaces.open(made.id);
    await open.journal.append([judgementEvent()]);
    await open.preferences.write('{}');
    await workspaces.remove(made.id, true);
    expect(memory.entries().size).toBe(0);
    expect(await workspaces.list()).toEqual([]);
    expect(readdirSync(join(folder, 'journals'))).toEqual([]);
    expect(readdirSync(join(folder, 'preferences'))).toEqual([]);
    expect(readFileSync(join(folder, 'workspaces.json'), 'utf8')).not.toContain(made.id);
  });

  it('keeps a journal readable whose workspace is removed without it, and nothing else', async () => {
    const { workspaces, memory, folder } = setUp();
    const made = await workspaces.create(wanted);
    const event = judgementEvent();
    await (await workspaces.open(made.id)).journal.append([event]);
    await workspaces.remove(made.id, false);
    const path = join(folder, 'journals', `${made.id}.journal`);
    expect([...memory.entries().keys()]).toEqual([`${made.id}:journal-key`]);
    const journalKey = Buffer.from((await memory.get(made.id, 'journal-key')) ?? '', 'base64');
    const journal = createJournal({ path, workspaceId: made.id, journalKey });
    expect((await journal.read(0, 10)).events).toEqual([event]);
    await journal.close();
  });

  it('says when a workspace is not there', async () => {
    const { workspaces } = setUp();
    const id = '7b0c8d4e-1111-4222-8333-944445555666';
    for (const use of [
      workspaces.open(id),
      workspaces.remove(id, true),
      workspaces.apiKey(id),
      workspaces.rename(id, 'x'),
    ])
      expect(await failureOf(use)).toMatchObject({ code: 'workspace-not-found' });
  });

  it('says when the data folder cannot be used', async () => {
    const { workspaces, folder } = setUp();
    const made = await workspaces.create(wanted);
    writeFileSync(join(folder, 'journals'), 'in the way');
    expect(await failureOf(workspaces.open(made.id))).toMatchObject({ code: 'file-access' });
    expect(existsSync(join(folder, 'preferences'))).toBe(false);
  });
});
