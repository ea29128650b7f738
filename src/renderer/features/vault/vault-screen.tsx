import { useApp } from '../../state/app-store.ts';
import { ChooseVault } from './choose-vault.tsx';
import { UnlockVault } from './unlock-vault.tsx';

/** The vault needs something of the reviewer: its passphrase, or a choice where there is no keychain. */
export const VaultScreen = () => {
  const vault = useApp((state) => state.vault);
  if (vault?.state === 'locked') return <UnlockVault />;
  if (vault?.state === 'unavailable') return <ChooseVault reason={vault.reason} />;
  return null;
};
