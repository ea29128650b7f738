import { FileLock2, MemoryStick } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { passphraseSchema, type VaultStatus } from '#shared/contract/common.ts';
import { vaultChanged } from '../../state/app-actions.ts';
import { getData } from '../../state/connect.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { useTask } from '../../ui/use-task.ts';
import card from '../frame/card.module.css';
import { Screen } from '../frame/screen.tsx';

type Choice = 'passphrase' | 'memory';

/** There is no keychain: says why, and offers what can stand in for it. */
export const ChooseVault = ({ reason }: { readonly reason: string }) => {
  const [choice, setChoice] = useState<Choice>('passphrase');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);

  const choose = useTask('vault', async () => {
    const status: VaultStatus = await getData().vaultChoose(
      choice === 'memory' ? { kind: 'memory' } : { kind: 'passphrase', passphrase },
    );
    await vaultChanged(status);
  });
  const retry = useTask('vault', async () => vaultChanged(await getData().vaultStatus()));

  const short = !passphraseSchema.safeParse(passphrase).success;
  const differs = again !== passphrase;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (choice === 'memory' || (!short && !differs)) choose.run();
  };

  return (
    <Screen
      title="Where should keys be kept?"
      lead={
        <>
          <p>
            Your API key, and the keys that seal interactions and judgements on this disk, belong in the system
            keychain. {reason}
          </p>
          <p>Choose what stands in for it on this machine.</p>
        </>
      }
      footnote="Keys are never written to the disk in the clear."
    >
      <form className={card['card']} onSubmit={submit} noValidate>
        <RadioGroup<Choice>
          label="Keep keys in"
          hideLabel
          value={choice}
          onValueChange={setChoice}
          options={[
            {
              value: 'passphrase',
              label: 'A file sealed with a passphrase',
              icon: <FileLock2 size={18} />,
              hint: 'You type the passphrase at every start. If it is forgotten, nobody can read the cached interactions and judgements again.',
            },
            {
              value: 'memory',
              label: 'Memory, until you quit',
              icon: <MemoryStick size={18} />,
              hint: 'Nothing to remember. After quitting, the key, the cached interactions and your judgements cannot be read again: export before that.',
            },
          ]}
        />
        {choice === 'passphrase' ? (
          <>
            <PasswordField
              label="Passphrase"
              autoComplete="off"
              value={passphrase}
              onChange={(event) => setPassphrase(event.target.value)}
              hint="At least 8 characters. Four unrelated words are easy to remember and hard to guess."
              error={tried && short ? 'The passphrase needs at least 8 characters.' : undefined}
            />
            <PasswordField
              label="Passphrase again"
              autoComplete="off"
              value={again}
              onChange={(event) => setAgain(event.target.value)}
              error={tried && !short && differs ? 'The two do not match.' : undefined}
            />
          </>
        ) : null}
        {choose.error ? <ErrorNotice error={choose.error} /> : null}
        <div className={card['actions']}>
          <Button type="submit" variant="primary" busy={choose.busy}>
            {choice === 'memory' ? 'Keep keys in memory' : 'Make the sealed file'}
          </Button>
          <Button variant="ghost" busy={retry.busy} onClick={() => retry.run()}>
            Look for the keychain again
          </Button>
        </div>
        {retry.error ? <ErrorNotice error={retry.error} /> : null}
      </form>
    </Screen>
  );
};
