import { Bookmark, BookmarkPlus, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { SavedSearch } from '#shared/contract/data.ts';
import { preferencesStore, searchStore, usePreferences, useSearch } from '../../state/review-desk.ts';
import { savedSearchName } from '../../state/search-preferences.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Popover } from '../../ui/popover.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.ts';
import styles from './filters-pane.module.css';

/** Queries under a name. They are kept with the workspace, sealed like the judgements. */
export const SavedSearches = () => {
  const searches = usePreferences((state) => state.preferences.savedSearches);
  const error = usePreferences((state) => state.error);
  return (
    <section className={styles['group']} aria-labelledby="filter-saved">
      <div className={styles['titleRow']}>
        <h2 className={styles['title']} id="filter-saved">
          Saved searches
        </h2>
        <SaveButton />
      </div>
      {error ? <ErrorNotice error={error} onRetry={() => void preferencesStore.write()} /> : null}
      {searches.length === 0 ? (
        <p className={styles['none']}>Save a search to come back to it.</p>
      ) : (
        <ul>
          {searches.map((search) => (
            <SavedEntry key={search.id} search={search} />
          ))}
        </ul>
      )}
    </section>
  );
};

const SaveButton = () => {
  const [open, setOpen] = useState(false);
  const text = useSearch((state) => state.text);
  const ready = usePreferences((state) => state.ready);
  return (
    <Popover
      label="Save this search"
      open={open}
      onOpenChange={setOpen}
      align="start"
      width={280}
      trigger={
        <IconButton
          size="small"
          icon={<BookmarkPlus />}
          label={text.trim() === '' ? 'Type a search to save it' : 'Save this search'}
          aria-disabled={text.trim() === '' || !ready}
          onClick={(event) => {
            if (text.trim() === '' || !ready) event.preventDefault();
          }}
        />
      }
    >
      <NameForm
        label="Name of the search"
        initial={savedSearchName('', text)}
        submit="Save"
        onCancel={() => setOpen(false)}
        onSubmit={(name) => {
          const saved = preferencesStore.save(name, text, searchStore.getState().sort);
          setOpen(false);
          toast.done(`Search “${saved.name}” saved`);
        }}
      />
    </Popover>
  );
};

const SavedEntry = ({ search }: { readonly search: SavedSearch }) => {
  const current = useSearch((state) => state.text === search.text && state.sort === search.sort);
  const [renaming, setRenaming] = useState(false);
  const remove = (): void => {
    const removed = preferencesStore.remove(search.id);
    if (!removed) return;
    toast.done(`Search “${search.name}” deleted`, {
      action: { label: 'Undo', perform: () => preferencesStore.putBack(removed) },
    });
  };
  if (renaming)
    return (
      <li className={styles['renaming']}>
        <NameForm
          label="New name"
          initial={search.name}
          submit="Rename"
          onCancel={() => setRenaming(false)}
          onSubmit={(name) => {
            preferencesStore.rename(search.id, name);
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
        title={search.text}
        onClick={() => searchStore.apply(search.text, search.sort)}
      >
        <Bookmark aria-hidden="true" />
        <bdi className={styles['name']}>{search.name}</bdi>
      </button>
      <Menu
        label={`Search “${search.name}”`}
        align="end"
        trigger={<IconButton size="small" icon={<Ellipsis />} label={`Actions for “${search.name}”`} />}
        items={[
          { id: 'rename', label: 'Rename…', icon: <Pencil />, onSelect: () => setRenaming(true) },
          { id: 'delete', label: 'Delete', icon: <Trash2 />, danger: true, onSelect: remove },
        ]}
      />
    </li>
  );
};

const NameForm = ({
  label,
  initial,
  submit,
  onSubmit,
  onCancel,
}: {
  readonly label: string;
  readonly initial: string;
  readonly submit: string;
  readonly onSubmit: (name: string) => void;
  readonly onCancel: () => void;
}) => {
  const [name, setName] = useState(initial);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit(name);
  };
  return (
    <form className={styles['form']} onSubmit={send}>
      <TextField
        label={label}
        value={name}
        maxLength={80}
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onCancel();
        }}
      />
      <div className={styles['formActions']}>
        <Button size="small" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="small" variant="primary" type="submit">
          {submit}
        </Button>
      </div>
    </form>
  );
};
