import { closeDialog, useApp } from '../../state/app-store.ts';
import { modifierAlternate } from '../../state/key-rules.ts';
import { useAllCommands } from '../../state/keys.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { keyCaps } from '../../ui/key-label.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { byGroup } from './command-groups.ts';
import styles from './key-help.module.css';

/** Every key there is, drawn from what is registered. */
export const KeyHelp = () => {
  const open = useApp((state) => state.dialog === 'keys');
  return (
    <Dialog
      title="Keyboard shortcuts"
      description={`Keys are silent while you type. Keys without a modifier also work with ${keyCaps('Alt')[0] ?? 'Alt'}, for screen readers.`}
      open={open}
      onOpenChange={closeDialog}
      size="large"
    >
      <Sheet />
    </Dialog>
  );
};

const Sheet = () => {
  const commands = useAllCommands().filter((command) => (command.keys?.length ?? 0) > 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: takes the focus, so that the arrow keys scroll it
    <section className={styles['sheet']} aria-label="All shortcuts" tabIndex={0}>
      {byGroup(commands).map(([group, members]) => (
        <section key={group} className={styles['group']} aria-label={group}>
          <h3 className={styles['heading']}>{group}</h3>
          <dl className={styles['keys']}>
            {members.map((command) => (
              <div key={command.id} className={styles['row']}>
                <dt>{command.label}</dt>
                <dd className={styles['bindings']}>
                  {command.keys?.map((key) => (
                    <span key={key}>
                      <Kbd keys={key} />
                      <VisuallyHidden>{spoken(key)}</VisuallyHidden>
                    </span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </section>
  );
};

/** A binding for a screen reader, with its modified alternate: `j, or Alt J`. */
const spoken = (key: string): string => {
  const alternate = modifierAlternate(key);
  const words = keyCaps(key).join(' ');
  return alternate === null ? words : `${words}, or ${keyCaps(alternate).join(' ')}`;
};
