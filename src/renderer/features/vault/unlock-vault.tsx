import { LockKeyholeOpen } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { vaultChanged } from '../../state/app-actions.ts';
import { getData } from '../../state/connect.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { useTask } from '../../ui/use-task.ts';
import card from '../frame/card.module.css';
import { Screen } from '../frame/screen.tsx';

/** The passphrase file is there and locked. */
export const UnlockVault = () => {
  const [passphrase, setPassphrase] = useState('');
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const unlock = useTask('vault', async () => {
    try {
      await vaultChanged(await getData().vaultUnlock({ passphrase }));
    } catch (error) {
      field.current?.select();
      throw error;
    }
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(passphrase === '');
    if (passphrase !== '') unlock.run();
    else field.current?.focus();
  };
  const wrong = unlock.error?.code === 'wrong-passphrase' ? unlock.error : null;
  return (
    <Screen
      title="Unlock Fini Reviewer"
      lead="Your keys are in a file sealed with the passphrase you chose. Unlocking takes about a second, on purpose."
    >
      <form className={card['card']} onSubmit={submit} noValidate>
        <PasswordField
          ref={field}
          label="Passphrase"
          autoComplete="off"
          value={passphrase}
          onChange={(event) => {
            setPassphrase(event.target.value);
            setMissing(false);
            unlock.clear();
          }}
          error={missing ? 'Type the passphrase first.' : wrong ? `${wrong.message} ${wrong.nextStep}` : undefined}
        />
        {unlock.error && !wrong ? <ErrorNotice error={unlock.error} /> : null}
        <div className={card['actions']}>
          <Button type="submit" variant="primary" icon={<LockKeyholeOpen />} busy={unlock.busy}>
            {unlock.busy ? 'Unlocking…' : 'Unlock'}
          </Button>
        </div>
      </form>
    </Screen>
  );
};
