import { CircleHelp } from 'lucide-react';
import { useRef, useState } from 'react';
import { queryHelp } from '#shared/query/help.ts';
import { useCommands } from '../../state/keys.ts';
import { preferencesStore, searchStore } from '../../state/review-desk.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { focusSearch } from '../review/focus.ts';
import styles from './search-help.module.css';

/** How to write a search, beside the box it is written in. */
export const SearchHelp = () => {
  const [open, setOpen] = useState(false);
  /** An example was taken into the box, so that is where the reviewer goes on. */
  const tried = useRef(false);
  useCommands([{ id: 'search-help', label: 'How to search', group: 'Searching', perform: () => setOpen(true) }]);
  return (
    <Popover
      label="How to search"
      open={open}
      onOpenChange={setOpen}
      align="end"
      width={640}
      onReturnFocus={() => {
        const wanted = tried.current;
        tried.current = false;
        if (wanted) focusSearch();
        return wanted;
      }}
      trigger={<IconButton size="small" icon={<CircleHelp />} label="How to search" />}
    >
      <Sheet
        onTry={(example) => {
          setOpen(false);
          preferencesStore.searched(searchStore.getState().text);
          searchStore.setText(example);
          tried.current = true;
        }}
      />
    </Popover>
  );
};

const Sheet = ({ onTry }: { readonly onTry: (example: string) => void }) => (
  <div className={styles['sheet']}>
    <header>
      <h2 className={styles['title']}>How to search</h2>
      <p className={styles['hint']}>Everything holds that stands side by side. Press an example to try it.</p>
    </header>
    {queryHelp.map(({ title, entries }) => (
      <section key={title} aria-label={title}>
        <h3 className={styles['group']}>{title}</h3>
        <dl className={styles['entries']}>
          {entries.map(({ example, meaning }) => (
            <div key={example} className={styles['entry']}>
              <dt>
                <button type="button" className={styles['example']} onClick={() => onTry(example)}>
                  {example}
                </button>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </section>
    ))}
  </div>
);
