import { type FormEvent, useId, useState } from 'react';
import type { Workspace } from '#shared/domain/workspace.ts';
import { renameWorkspace } from '../../state/app-actions.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useTask } from '../../ui/use-task.ts';

export const RenameDialog = ({
  workspace,
  onClose,
}: {
  readonly workspace: Workspace;
  readonly onClose: () => void;
}) => {
  const form = useId();
  const [name, setName] = useState(workspace.name);
  const rename = useTask('rename', async () => {
    await renameWorkspace(workspace.id, name.trim());
    onClose();
  });
  const empty = name.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!empty) rename.run();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      title="Rename the workspace"
      description="The name is only used on this machine."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" busy={rename.busy}>
            Rename
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <TextField
          label="Name"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onFocus={(event) => event.target.select()}
          error={empty ? 'A workspace needs a name.' : null}
        />
      </form>
      {rename.error ? <ErrorNotice error={rename.error} /> : null}
    </Dialog>
  );
};
