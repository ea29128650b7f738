import { ChevronRight, FlaskConical, FolderOpen, KeyRound, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { WorkspaceEntry } from '#shared/contract/common.ts';
import { openWorkspace } from '../../state/app-actions.ts';
import { useApp } from '../../state/app-store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Screen } from '../frame/screen.tsx';
import { RemoveDialog } from '../workspace/remove-dialog.tsx';
import styles from './welcome-choices.module.css';

export interface WelcomeChoicesProps {
  readonly onConnect: () => void;
  readonly onSample: () => void;
  readonly back: ReactNode;
}

/** What can be begun with, and which workspaces are there already. */
export const WelcomeChoices = ({ onConnect, onSample, back }: WelcomeChoicesProps) => {
  const workspaces = useApp((state) => state.workspaces);
  const open = useApp((state) => state.workspace);
  const others = workspaces.filter((entry) => entry.workspace.id !== open?.id);
  return (
    <Screen
      title={open ? 'Add a workspace' : 'Judge what Fini said to your customers'}
      lead="Fetch a workspace’s interactions once, then read, judge and export them on this machine, online or off. Nothing is ever written to Fini."
      back={back}
    >
      <ul className={styles['choices']}>
        <Choice
          icon={<KeyRound />}
          name="Connect a workspace"
          hint="Paste an API key with read scope. Takes a minute."
          onPress={onConnect}
        />
        <Choice
          icon={<FlaskConical />}
          name="Explore sample data"
          hint="Made-up conversations in several languages, no key needed. Remove them whenever you like."
          onPress={onSample}
        />
      </ul>
      {others.length > 0 ? (
        <section aria-labelledby="known-workspaces" className={styles['known']}>
          <h2 id="known-workspaces" className={styles['heading']}>
            {open ? 'Other workspaces on this machine' : 'On this machine'}
          </h2>
          <ul className={styles['choices']}>
            {others.map((entry) => (
              <Known key={entry.workspace.id} entry={entry} />
            ))}
          </ul>
        </section>
      ) : null}
    </Screen>
  );
};

const Choice = ({
  icon,
  name,
  hint,
  onPress,
  disabled = false,
  aside,
}: {
  readonly icon: ReactNode;
  readonly name: string;
  readonly hint: string;
  readonly onPress: () => void;
  readonly disabled?: boolean;
  readonly aside?: ReactNode;
}) => (
  <li className={styles['entry']}>
    <button type="button" className={styles['choice']} onClick={onPress} disabled={disabled}>
      <span className={styles['icon']} aria-hidden="true">
        {icon}
      </span>
      <span className={styles['text']}>
        <span className={styles['name']}>{name}</span>
        <span className={styles['hint']}>{hint}</span>
      </span>
      {disabled ? null : <ChevronRight className={styles['arrow']} aria-hidden="true" />}
    </button>
    {aside}
  </li>
);

const Known = ({ entry }: { readonly entry: WorkspaceEntry }) => {
  const [removing, setRemoving] = useState(false);
  const { workspace, hasDataKey } = entry;
  return (
    <Choice
      icon={workspace.kind === 'sample' ? <FlaskConical /> : <FolderOpen />}
      name={workspace.name}
      hint={
        hasDataKey
          ? `Reviewed by ${workspace.reviewer.name}`
          : 'The key that unseals it is gone, so what it holds cannot be read.'
      }
      disabled={!hasDataKey}
      onPress={() => void openWorkspace(workspace.id)}
      aside={
        <>
          <IconButton
            label={`Remove ${workspace.name}`}
            icon={<Trash2 />}
            onClick={() => setRemoving(true)}
            className={styles['remove']}
          />
          {removing ? <RemoveDialog workspace={workspace} onClose={() => setRemoving(false)} /> : null}
        </>
      }
    />
  );
};
