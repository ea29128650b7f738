import { type FormEvent, useId, useState } from 'react';
import type { Workspace } from '#shared/domain/workspace.ts';
import { refreshWorkspaces } from '../../state/app-actions.ts';
import { useApp } from '../../state/app-store.ts';
import { getData } from '../../state/connect.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { toast } from '../../ui/toast.ts';
import { useTask } from '../../ui/use-task.ts';
import { willBeKept } from '../vault/vault-words.ts';
import { isAboutKey, keyProblem, sentenceOf } from '../welcome/key-words.ts';

/** Another key for the same workspace; tried before it takes the old one's place. */
export const ReplaceKeyDialog = ({
  workspace,
  onClose,
}: {
  readonly workspace: Workspace;
  readonly onClose: () => void;
}) => {
  const form = useId();
  const vault = useApp((state) => state.vault);
  const [apiKey, setApiKey] = useState('');
  const [tried, setTried] = useState(false);
  const replace = useTask('replace key', async () => {
    const key = apiKey.trim();
    await getData().workspaceCheckKey({ apiKey: key });
    await getData().workspaceReplaceKey({ workspaceId: workspace.id, apiKey: key });
    await refreshWorkspaces();
    toast.done(`${workspace.name} now uses the new key.`);
    onClose();
  });
  const problem = keyProblem(apiKey);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!problem) replace.run();
  };
  const keyError = replace.error && isAboutKey(replace.error) ? replace.error : null;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      title="Replace the API key"
      description={`Use a key of the same Fini workspace as ${workspace.name}. ${willBeKept(vault)}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" busy={replace.busy}>
            {replace.busy ? 'Checking the key…' : 'Check and replace'}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <PasswordField
          label="New API key"
          placeholder="fini_…"
          value={apiKey}
          onChange={(event) => {
            setApiKey(event.target.value);
            replace.clear();
          }}
          error={keyError ? sentenceOf(keyError) : tried ? problem : null}
        />
      </form>
      {replace.error && !keyError ? <ErrorNotice error={replace.error} onRetry={() => replace.run()} /> : null}
    </Dialog>
  );
};
