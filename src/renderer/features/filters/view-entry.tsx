import { ArrowDown, ArrowUp, Copy, Ellipsis, Pencil, Pin, PinOff, RefreshCw, Trash2 } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { SavedSearch } from '#shared/contract/data.ts';
import { preferencesStore, searchStore, useSearch } from '../../state/review-desk.ts';
import { viewAsText } from '../../state/search-views.ts';
import { copyText } from '../../ui/copy-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { toast } from '../../ui/toast.ts';
import styles from './filters-pane.module.css';
import { NameForm } from './name-form.tsx';

export interface ViewEntryProps {
  readonly view: SavedSearch;
  readonly icon: ReactNode;
  /** Beside the name: how many there are. */
  readonly trailing?: ReactNode;
}

/** A saved view: pressed, it is the query. Alt and the arrow keys move it up and down. */
export const ViewEntry = ({ view, icon, trailing }: ViewEntryProps) => {
  const current = useSearch((state) => state.text === view.text && state.sort === view.sort);
  const [renaming, setRenaming] = useState(false);
  if (renaming)
    return (
      <li className={styles['renaming']}>
        <NameForm
          label="New name"
          initial={view.name}
          submit="Rename"
          onCancel={() => setRenaming(false)}
          onSubmit={(name) => {
            preferencesStore.rename(view.id, name);
            setRenaming(false);
          }}
        />
      </li>
    );
  return (
    <li className={styles['saved']}>
      <button
        type="button"
        className={styles['entry']}
        aria-current={current ? 'true' : undefined}
        title={view.text}
        onClick={() => searchStore.apply(view.text, view.sort)}
        onKeyDown={(event) => onKey(event, view.id)}
      >
        {icon}
        <bdi className={styles['name']}>{view.name}</bdi>
        {trailing === undefined ? null : <span className={styles['number']}>{trailing}</span>}
      </button>
      <Menu
        label={`View “${view.name}”`}
        align="end"
        trigger={<IconButton size="small" icon={<Ellipsis />} label={`Actions for “${view.name}”`} />}
        items={actionsFor(view, () => setRenaming(true))}
      />
    </li>
  );
};

const onKey = (event: KeyboardEvent, id: string): void => {
  if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
  event.preventDefault();
  preferencesStore.move(id, event.key === 'ArrowUp' ? -1 : 1);
};

const actionsFor = (view: SavedSearch, rename: () => void): readonly MenuItem[] => [
  view.pinned
    ? { id: 'unpin', label: 'Unpin', icon: <PinOff />, onSelect: () => preferencesStore.pin(view.id, false) }
    : { id: 'pin', label: 'Pin below the inbox', icon: <Pin />, onSelect: () => preferencesStore.pin(view.id, true) },
  { id: 'rename', label: 'Rename…', icon: <Pencil />, onSelect: rename },
  {
    id: 'update',
    label: 'Replace by this search',
    icon: <RefreshCw />,
    disabled: isShown(view),
    onSelect: () => replace(view),
  },
  { id: 'copy', label: 'Copy as text', icon: <Copy />, onSelect: () => share(view) },
  { kind: 'separator', id: 'order' },
  {
    id: 'up',
    label: 'Move up',
    icon: <ArrowUp />,
    shortcut: 'Alt+ArrowUp',
    onSelect: () => preferencesStore.move(view.id, -1),
  },
  {
    id: 'down',
    label: 'Move down',
    icon: <ArrowDown />,
    shortcut: 'Alt+ArrowDown',
    onSelect: () => preferencesStore.move(view.id, 1),
  },
  { kind: 'separator', id: 'end' },
  { id: 'delete', label: 'Delete', icon: <Trash2 />, danger: true, onSelect: () => remove(view) },
];

const isShown = ({ text, sort }: SavedSearch): boolean => {
  const now = searchStore.getState();
  return now.text.trim() === '' || (now.text === text && now.sort === sort);
};

const replace = (view: SavedSearch): void => {
  const { text, sort } = searchStore.getState();
  preferencesStore.replace(view.id, text, sort);
  toast.done(`View “${view.name}” replaced`, {
    action: { label: 'Undo', perform: () => preferencesStore.replace(view.id, view.text, view.sort) },
  });
};

const share = (view: SavedSearch): void =>
  void copyText(viewAsText(view)).then((copied) => {
    if (copied)
      toast.done(`View “${view.name}” copied`, {
        description: 'Send it to another reviewer, who can paste it under Saved views.',
      });
  });

const remove = (view: SavedSearch): void => {
  const removed = preferencesStore.remove(view.id);
  if (!removed) return;
  toast.done(`View “${view.name}” deleted`, {
    action: { label: 'Undo', perform: () => preferencesStore.putBack(removed) },
  });
};
