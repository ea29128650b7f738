import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { Workspace } from '#shared/domain/workspace.ts';
import { removeWorkspace } from '../../state/app-actions.ts';
import { useApp } from '../../state/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatCount } from '../../ui/format.ts';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.ts';
import { useTask } from '../../ui/use-task.ts';

type Extent = 'keep-journal' | 'all';

/** Removing asks; removing the judgements too asks a second time, and wants the name typed. */
export const RemoveDialog = ({
  workspace,
  onClose,
}: {
  readonly workspace: Workspace;
  readonly onClose: () => void;
}) => {
  const form = useId();
  // Only the open workspace's journal has been counted.
  const judgements = useApp((state) =>
    state.summary?.workspace.id === workspace.id ? state.summary.journalEvents : null,
  );
  const folder = useApp((state) => state.info?.dataFolder);
  const what = judgements === null ? 'Every judgement' : formatCount(judgements, 'judgement');
  const [extent, setExtent] = useState<Extent>('keep-journal');
  const [confirming, setConfirming] = useState(false);
  const [typed, setTyped] = useState('');
  const remove = useTask('remove workspace', async () => {
    await removeWorkspace(workspace.id, extent === 'all');
    onClose();
    toast.done(`${workspace.name} was removed from this machine.`);
  });
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (confirming) name.current?.focus();
  }, [confirming]);
  const matches = typed.trim() === workspace.name.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (extent === 'all' && !confirming) setConfirming(true);
    else if (extent === 'keep-journal' || matches) remove.run();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={confirming ? 'Delete the judgements for good?' : `Remove ${workspace.name}?`}
      description={
        confirming
          ? `${what} given in this workspace on this machine will be gone. No copy is kept anywhere.`
          : 'Its key and its fetched interactions are deleted from this machine. Nothing changes in Fini.'
      }
      footer={
        <>
          <Button onClick={confirming ? () => setConfirming(false) : onClose}>{confirming ? 'Back' : 'Cancel'}</Button>
          <Button type="submit" form={form} variant="danger" busy={remove.busy} disabled={confirming && !matches}>
            {confirming ? 'Delete everything' : extent === 'all' ? 'Go on…' : 'Remove'}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        {confirming ? (
          <TextField
            label={`Type ${workspace.name} to confirm`}
            ref={name}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        ) : (
          <RadioGroup<Extent>
            label="Judgements"
            value={extent}
            onValueChange={setExtent}
            options={[
              {
                value: 'keep-journal',
                label: 'Keep the judgement journal',
                hint: `The sealed file stays${folder ? ` in ${folder}` : ''} and its key where keys are kept, so nothing you judged is destroyed. No screen opens it again: connecting the workspace anew begins another journal. Export first what you want to read.`,
              },
              {
                value: 'all',
                label: 'Delete the judgements too',
                hint: `${what} will be lost for good. Export first what you need.`,
              },
            ]}
          />
        )}
      </form>
      {remove.error ? <ErrorNotice error={remove.error} /> : null}
    </Dialog>
  );
};
