import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useRef } from 'react';
import { closeDialog, useApp } from '../../state/app-store.ts';
import { canPerform, performCommand, useAllCommands } from '../../state/keys.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ariaKeys } from '../../ui/key-label.ts';
import { byGroup } from './command-groups.ts';
import styles from './command-palette.module.css';

/** Everything that can be done now, by typing a part of its name. */
export const CommandPalette = () => {
  const open = useApp((state) => state.dialog === 'commands');
  const chosen = useRef<string | null>(null);
  return (
    <Dialog
      title="Commands"
      open={open}
      onOpenChange={closeDialog}
      bare
      flush
      // A command may move the focus, so it waits until the dialog has given it back.
      onClosed={() => {
        const id = chosen.current;
        chosen.current = null;
        if (id !== null) performCommand(id);
      }}
    >
      <Palette
        onChoose={(id) => {
          chosen.current = id;
          closeDialog();
        }}
      />
    </Dialog>
  );
};

const Palette = ({ onChoose }: { readonly onChoose: (id: string) => void }) => {
  const commands = useAllCommands().filter(
    (command) => !command.hidden && command.id !== 'commands' && canPerform(command),
  );
  return (
    <Command label="Commands" className={styles['palette']} loop>
      <div className={styles['search']}>
        <Search aria-hidden="true" />
        <Command.Input autoFocus className={styles['input']} placeholder="What would you like to do?" />
      </div>
      <Command.List className={styles['list']} label="Commands">
        <Command.Empty className={styles['empty']}>No command has that name.</Command.Empty>
        {byGroup(commands).map(([group, members]) => (
          <Command.Group key={group} heading={group} className={styles['group']}>
            {members.map((command) => (
              <Command.Item
                key={command.id}
                value={command.id}
                keywords={[command.label, group]}
                className={styles['item']}
                aria-keyshortcuts={command.keys?.[0] ? ariaKeys(command.keys[0]) : undefined}
                onSelect={() => onChoose(command.id)}
              >
                <span className={styles['label']}>{command.label}</span>
                {command.keys?.[0] ? <Kbd keys={command.keys[0]} /> : null}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
};
