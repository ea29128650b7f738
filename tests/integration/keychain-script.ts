/** Run under a real keychain by keychain.test.ts: does one thing with the vault and prints what came of it. */
import { createKeychainOpener } from '../../src/main/services/vault/keychain-once.ts';
import { createVaultKeeper } from '../../src/main/services/vault/vault-keeper.ts';

const [action = '', folder = '', id = '', secret = ''] = process.argv.slice(2);

const keeper = createVaultKeeper(folder, createKeychainOpener(undefined, { probe: 15_000, call: 15_000 }));

const run = async (): Promise<unknown> => {
  switch (action) {
    case 'status':
      return keeper.status();
    case 'set':
      await (await keeper.current()).set(id, 'api-key', secret);
      return keeper.status();
    case 'get':
      return (await keeper.current()).get(id, 'api-key');
    case 'delete':
      await (await keeper.current()).delete(id, 'api-key');
      return (await keeper.current()).get(id, 'api-key');
    default:
      throw new Error('No such action.');
  }
};

console.log(JSON.stringify(await run()));
// A keychain call that never returned would hold the process.
process.exit(0);
