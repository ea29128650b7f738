/** Keys in a file sealed with a passphrase, for computers without a keychain. */
import { randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { KEY_BYTES, seal, unseal } from '../crypto/seal.ts';
import { createAtomically, readIfThere, writeAtomically } from '../disk/atomic-write.ts';
import { DamagedVaultFileError, PassphraseFileExistsError, WrongPassphraseError } from './errors.ts';
import { accountOf, type Vault } from './vault.ts';

const WHAT = 'the file of sealed keys';

/** scrypt's parameters are stored, so that they can grow; bounds keep a swapped file from weakening or stalling it. */
const headerSchema = z.object({
  version: z.literal(1),
  kdf: z.object({
    name: z.literal('scrypt'),
    N: z
      .number()
      .int()
      .min(2 ** 17)
      .max(2 ** 20)
      .refine((value) => Number.isInteger(Math.log2(value))),
    r: z.number().int().min(8).max(16),
    p: z.number().int().min(1).max(4),
    salt: z.base64().refine((value) => Buffer.from(value, 'base64').length >= 16),
  }),
});
const fileSchema = headerSchema.extend({ sealed: z.base64() });
const secretsSchema = z.record(z.string(), z.string());

type Header = z.infer<typeof headerSchema>;

const newHeader = (): Header => ({
  version: 1,
  kdf: { name: 'scrypt', N: 2 ** 17, r: 8, p: 1, salt: randomBytes(32).toString('base64') },
});

/** Bound into the seal, so that the stored parameters cannot be exchanged. */
const contextOf = ({ version, kdf }: Header): string =>
  `fini-reviewer vault ${version} ${kdf.name} ${kdf.N} ${kdf.r} ${kdf.p} ${kdf.salt}`;

const stretch = (passphrase: string, { kdf }: Header): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const { N, r, p } = kdf;
    const options = { N, r, p, maxmem: 256 * N * r };
    // The same passphrase typed on another system may be composed differently.
    const typed = passphrase.normalize('NFKC');
    scrypt(typed, Buffer.from(kdf.salt, 'base64'), KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

const vaultOver = (path: string, header: Header, key: Buffer, initial: ReadonlyMap<string, string>): Vault => {
  let secrets: ReadonlyMap<string, string> = initial;
  let writing: Promise<void> = Promise.resolve();

  const change = (alter: (next: Map<string, string>) => void): Promise<void> => {
    const write = async (): Promise<void> => {
      const next = new Map(secrets);
      alter(next);
      await writeAtomically(path, contentOf(header, key, next), WHAT);
      secrets = next;
    };
    const result = writing.then(write);
    writing = result.catch(() => undefined);
    return result;
  };

  return {
    kind: 'passphrase',
    set: (id, name, secret) => change((next) => next.set(accountOf(id, name), secret)),
    get: async (id, name) => secrets.get(accountOf(id, name)) ?? null,
    delete: (id, name) => change((next) => next.delete(accountOf(id, name))),
  };
};

const contentOf = (header: Header, key: Buffer, secrets: ReadonlyMap<string, string>): string => {
  const plain = Buffer.from(JSON.stringify(Object.fromEntries(secrets)));
  return `${JSON.stringify({ ...header, sealed: seal(key, contextOf(header), plain).toString('base64') }, null, 2)}\n`;
};

/**
 * Makes the sealed file, holding `initial` (accounts and secrets).
 *
 * @throws PassphraseFileExistsError, DiskFullError, FileAccessError
 */
export const createPassphraseVault = async (
  path: string,
  passphrase: string,
  initial: ReadonlyMap<string, string> = new Map(),
): Promise<Vault> => {
  const header = newHeader();
  const key = await stretch(passphrase, header);
  if (!(await createAtomically(path, contentOf(header, key, initial), WHAT))) throw new PassphraseFileExistsError();
  return vaultOver(path, header, key, initial);
};

/**
 * Opens the sealed file.
 *
 * @throws WrongPassphraseError, DamagedVaultFileError, FileAccessError
 */
export const unlockPassphraseVault = async (path: string, passphrase: string): Promise<Vault> => {
  const content = await readIfThere(path, WHAT);
  if (content === null) throw new DamagedVaultFileError('missing');
  const file = fileSchema.safeParse(parseJson(content));
  if (!file.success) throw new DamagedVaultFileError('unknown form');
  const { sealed, ...header } = file.data;
  const key = await stretch(passphrase, header);
  const plain = unseal(key, contextOf(header), Buffer.from(sealed, 'base64'));
  if (plain === null) throw new WrongPassphraseError();
  const secrets = secretsSchema.safeParse(parseJson(plain.toString()));
  if (!secrets.success) throw new DamagedVaultFileError('unknown content');
  return vaultOver(path, header, key, new Map(Object.entries(secrets.data)));
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
