import { ChevronDown, FlaskConical, FolderOpen, KeyRound, Pencil, Plus, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { WorkspaceEntry } from '#shared/contract/common.ts';
import { addWorkspace, openWorkspace } from '../../state/app-actions.ts';
import { openDialog, useApp, workspaceAhead } from '../../state/app-store.ts';
import { registerCommands, useCommands } from '../../state/keys.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import styles from './workspace-menu.module.css';

/** Each other workspace by its name in the palette. */
const useWorkspaceCommands = (workspaces: readonly WorkspaceEntry[], openId: string | undefined): void =>
  useEffect(
    () =>
      registerCommands(
        workspaces
          .filter((entry) => entry.hasDataKey && entry.workspace.id !== openId)
          .map((entry) => ({
            id: `open-workspace-${entry.workspace.id}`,
            label: `Switch to ${entry.workspace.name}`,
            group: 'Workspace',
            perform: () => void openWorkspace(entry.workspace.id),
          })),
      ),
    [workspaces, openId],
  );

/** Before anybody answered: the name alone, where it will stand. */
const Expected = () => {
  const name = useApp((state) => state.expected?.name ?? '');
  if (name === '') return null;
  return (
    <Button variant="ghost" className={styles['trigger']} aria-disabled aria-label={`Workspace: ${name}`}>
      <span className={styles['content']}>
        <FolderOpen aria-hidden="true" />
        <span className={styles['name']}>{name}</span>
        <ChevronDown aria-hidden="true" />
      </span>
    </Button>
  );
};

/** Which workspace is open; switching, adding, renaming, replacing the key, removing. */
export const WorkspaceMenu = () => {
  const workspace = useApp(workspaceAhead);
  const workspaces = useApp((state) => state.workspaces);
  const [open, setOpen] = useState(false);
  useCommands([
    {
      id: 'switch-workspace',
      label: 'Switch workspace',
      group: 'Workspace',
      keys: ['$mod+Shift+o'],
      perform: () => setOpen(true),
    },
    { id: 'add-workspace', label: 'Add a workspace', group: 'Workspace', perform: addWorkspace },
    { id: 'rename-workspace', label: 'Rename this workspace', group: 'Workspace', perform: () => openDialog('rename') },
    {
      id: 'replace-key',
      label: 'Replace the API key',
      group: 'Workspace',
      when: () => workspace?.kind === 'fini',
      perform: () => openDialog('replace-key'),
    },
    { id: 'remove-workspace', label: 'Remove this workspace', group: 'Workspace', perform: () => openDialog('remove') },
  ]);
  useWorkspaceCommands(workspaces, workspace?.id);
  if (!workspace) return <Expected />;
  const items: MenuItem[] = [
    { kind: 'heading', id: 'heading', label: 'Workspaces' },
    ...workspaces.map(
      (entry): MenuItem => ({
        id: entry.workspace.id,
        label: entry.workspace.name,
        hint: entry.hasDataKey ? (entry.hasApiKey ? undefined : 'needs its API key again') : 'cannot be read any more',
        checked: entry.workspace.id === workspace.id,
        disabled: !entry.hasDataKey,
        onSelect: () => {
          if (entry.workspace.id !== workspace.id) void openWorkspace(entry.workspace.id);
        },
      }),
    ),
    { kind: 'separator', id: 'separator-add' },
    { id: 'add', label: 'Add a workspace…', icon: <Plus />, onSelect: addWorkspace },
    { kind: 'separator', id: 'separator-this' },
    { id: 'rename', label: 'Rename…', icon: <Pencil />, onSelect: () => openDialog('rename') },
    ...(workspace.kind === 'fini'
      ? [
          {
            id: 'replace-key',
            label: 'Replace API key…',
            icon: <KeyRound />,
            onSelect: () => openDialog('replace-key'),
          },
        ]
      : []),
    { id: 'remove', label: 'Remove…', icon: <Trash2 />, danger: true, onSelect: () => openDialog('remove') },
  ];
  return (
    <Menu
      label="Workspaces"
      open={open}
      onOpenChange={setOpen}
      items={items}
      trigger={
        <Button variant="ghost" className={styles['trigger']} aria-label={`Workspace: ${workspace.name}`}>
          <span className={styles['content']}>
            {workspace.kind === 'sample' ? <FlaskConical aria-hidden="true" /> : <FolderOpen aria-hidden="true" />}
            <span className={styles['name']}>{workspace.name}</span>
            <ChevronDown aria-hidden="true" />
          </span>
        </Button>
      }
    />
  );
};
