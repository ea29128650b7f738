import { closeDialog, currentEntry, useApp } from '../../state/app-store.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { ReplaceKeyDialog } from './replace-key-dialog.tsx';

/** The dialogs about the open workspace. Each is made anew when it opens, so that nothing typed before is left in it. */
export const WorkspaceDialogs = () => {
  const dialog = useApp((state) => state.dialog);
  const entry = useApp(currentEntry);
  if (!entry) return null;
  switch (dialog) {
    case 'rename':
      return <RenameDialog workspace={entry.workspace} onClose={closeDialog} />;
    case 'replace-key':
      return <ReplaceKeyDialog workspace={entry.workspace} onClose={closeDialog} />;
    case 'remove':
      return <RemoveDialog workspace={entry.workspace} onClose={closeDialog} />;
    default:
      return null;
  }
};
