import { Check, Copy, Monitor, Moon, Sun } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { closeDialog, openDialog, useApp } from '../../state/app-store.ts';
import { preferencesStore, usePreferences } from '../../state/review-desk.ts';
import { setTheme, useTheme } from '../../state/theme.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { MEMORY_COST, willBeKept } from '../vault/vault-words.ts';
import { LONGEST_REFRESH, refreshDaysFrom, SHORTEST_REFRESH } from './refresh-days.ts';
import styles from './settings-dialog.module.css';

/** How it looks, who reviews, where things are kept. */
export const SettingsDialog = () => {
  const open = useApp((state) => state.dialog === 'settings');
  return (
    <Dialog title="Settings" open={open} onOpenChange={closeDialog} size="medium">
      <Settings />
    </Dialog>
  );
};

const Settings = () => {
  const theme = useTheme();
  const info = useApp((state) => state.info);
  const vault = useApp((state) => state.vault);
  const workspace = useApp((state) => state.workspace);
  const memory = vault?.state === 'ready' && vault.kind === 'memory';
  return (
    <>
      <Group title="Appearance">
        <Row name="Theme">
          <Segmented
            label="Theme"
            value={theme}
            onValueChange={setTheme}
            options={[
              { value: 'system', label: 'System', icon: <Monitor aria-hidden="true" /> },
              { value: 'light', label: 'Light', icon: <Sun aria-hidden="true" /> },
              { value: 'dark', label: 'Dark', icon: <Moon aria-hidden="true" /> },
            ]}
          />
        </Row>
        <Row name="Keyboard">
          <Button size="small" onClick={() => openDialog('keys')}>
            All keyboard shortcuts
          </Button>
        </Row>
      </Group>
      {workspace ? (
        <Group title="Workspace">
          <Row name="Name">{workspace.name}</Row>
          <Row name="Reviewer" hint="Written beside every judgement you give here.">
            {workspace.reviewer.name}
          </Row>
        </Group>
      ) : null}
      {workspace ? <Fetching /> : null}
      <Group title="On this machine">
        <Row name="API key" hint={memory ? MEMORY_COST : undefined}>
          {workspace?.kind === 'sample' ? 'Sample data needs none.' : willBeKept(vault)}
        </Row>
        {info ? (
          <>
            <Row name="Data folder" hint="Judgement journals and settings, sealed.">
              <Path path={info.dataFolder} name="data folder" />
            </Row>
            <Row name="Export folder">
              <Path path={info.exportFolder} name="export folder" />
            </Row>
          </>
        ) : null}
      </Group>
      {info ? (
        <Group title="About">
          <Row name="Version">
            Fini Reviewer {info.version} ({info.shell === 'electron' ? 'desktop' : 'browser window'})
          </Row>
          <Row name="Fini API" hint="The only host this application talks to, read-only.">
            {info.apiHost}
          </Row>
        </Group>
      ) : null}
    </>
  );
};

/** How a sync of this workspace looks back. */
const Fetching = () => {
  const days = usePreferences((state) => state.preferences.refreshDays);
  const ready = usePreferences((state) => state.ready);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? String(days);
  const wanted = refreshDaysFrom(shown);
  const change = (value: string): void => {
    setTyped(value);
    const next = refreshDaysFrom(value);
    if (next !== null) preferencesStore.choose({ refreshDays: next });
  };
  return (
    <Group title="Fetching">
      <Row
        name="Refresh period"
        hint="A sync looks again at so many days before the last one, for conversations that got new messages, ratings or tags. More days cost more requests."
      >
        <div className={styles['days']}>
          <TextField
            label="Refresh period in days"
            hideLabel
            type="number"
            inputMode="numeric"
            min={SHORTEST_REFRESH}
            max={LONGEST_REFRESH}
            disabled={!ready}
            value={shown}
            onChange={(event) => change(event.target.value)}
            onBlur={() => setTyped(null)}
            error={wanted === null ? `From ${SHORTEST_REFRESH} to ${LONGEST_REFRESH} days.` : null}
          />
          <span aria-hidden="true">{wanted === 1 ? 'day' : 'days'}</span>
        </div>
      </Row>
    </Group>
  );
};

const Group = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles['group']} aria-label={title}>
    <h3 className={styles['heading']}>{title}</h3>
    {children}
  </section>
);

const Row = ({
  name,
  hint,
  children,
}: {
  readonly name: string;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}) => (
  <div className={styles['row']}>
    <div className={styles['name']}>
      <div>{name}</div>
      {hint ? <div className={styles['hint']}>{hint}</div> : null}
    </div>
    <div className={styles['value']}>{children}</div>
  </div>
);

const Path = ({ path, name }: { readonly path: string; readonly name: string }) => {
  const [copied, setCopied] = useState(false);
  return (
    <span className={styles['path']}>
      <code>{path}</code>
      <IconButton
        size="small"
        label={copied ? 'Copied' : `Copy the path of the ${name}`}
        icon={copied ? <Check /> : <Copy />}
        onClick={() => void copyText(path).then(setCopied)}
      />
    </span>
  );
};
