import { ChevronRight, FlaskConical, FolderOpen, KeyRound } from 'lucide-react';
import type { ReactNode } from 'react';
import type { WorkspaceEntry } from '#shared/contract/common.ts';
import { openWorkspace } from '../../state/app-actions.ts';
import { useApp } from '../../state/app-store.ts';
import { Screen } from '../frame/screen.tsx';
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
}: {
  readonly icon: ReactNode;
  readonly name: string;
  readonly hint: string;
  readonly onPress: () => void;
  readonly disabled?: boolean;
}) => (
  <li>
    <button type="button" className={styles['choice']} onClick={onPress} disabled={disabled}>
      <span className={styles['icon']} aria-hidden="true">
        {icon}
      </span>
      <span className={styles['text']}>
        <span className={styles['name']}>{name}</span>
        <span className={styles['hint']}>{hint}</span>
      </span>
      <ChevronRight className={styles['arrow']} aria-hidden="true" />
    </button>
  </li>
);

const Known = ({ entry }: { readonly entry: WorkspaceEntry }) => (
  <Choice
    icon={entry.workspace.kind === 'sample' ? <FlaskConical /> : <FolderOpen />}
    name={entry.workspace.name}
    hint={
      entry.hasDataKey
        ? `Reviewed by ${entry.workspace.reviewer.name}`
        : 'The key that unseals it is gone, so what it holds cannot be read.'
    }
    disabled={!entry.hasDataKey}
    onPress={() => void openWorkspace(entry.workspace.id)}
  />
);
