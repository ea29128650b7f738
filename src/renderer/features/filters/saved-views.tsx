import { Bookmark, BookmarkPlus } from 'lucide-react';
import { useState } from 'react';
import { preferencesStore, searchStore, usePreferences, useSearch } from '../../state/review-desk.ts';
import { savedSearchName } from '../../state/search-preferences.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { toast } from '../../ui/toast.ts';
import styles from './filters-pane.module.css';
import { NameForm } from './name-form.tsx';
import { PasteView } from './paste-view.tsx';
import { ViewEntry } from './view-entry.tsx';

/** Queries under a name. They are kept with the workspace, sealed like the judgements. */
export const SavedViews = () => {
  const views = usePreferences((state) => state.preferences.savedSearches);
  const error = usePreferences((state) => state.error);
  const unpinned = views.filter(({ pinned }) => !pinned);
  return (
    <section className={styles['group']} aria-labelledby="filter-saved">
      <div className={styles['titleRow']}>
        <h2 className={styles['title']} id="filter-saved">
          Saved views
        </h2>
        <span className={styles['titleActions']}>
          <PasteView />
          <SaveButton />
        </span>
      </div>
      {error ? <ErrorNotice error={error} onRetry={() => void preferencesStore.write()} /> : null}
      {unpinned.length > 0 ? (
        <ul>
          {unpinned.map((view) => (
            <ViewEntry key={view.id} view={view} icon={<Bookmark aria-hidden="true" />} />
          ))}
        </ul>
      ) : views.length > 0 ? null : (
        <p className={styles['none']}>Save a search to come back to it.</p>
      )}
    </section>
  );
};

const SaveButton = () => {
  const [open, setOpen] = useState(false);
  const blank = useSearch((state) => state.text.trim() === '');
  const ready = usePreferences((state) => state.ready);
  const usable = !blank && ready;
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
          label={blank ? 'Type a search to save it' : 'Save this search'}
          aria-disabled={!usable}
          onClick={(event) => {
            if (!usable) event.preventDefault();
          }}
        />
      }
    >
      <SaveForm onDone={() => setOpen(false)} />
    </Popover>
  );
};

const SaveForm = ({ onDone }: { readonly onDone: () => void }) => {
  const text = useSearch((state) => state.text);
  return (
    <NameForm
      label="Name of the view"
      initial={savedSearchName('', text)}
      submit="Save"
      onCancel={onDone}
      onSubmit={(name) => {
        const saved = preferencesStore.save(name, text, searchStore.getState().sort);
        onDone();
        toast.done(`View “${saved.name}” saved`);
      }}
    />
  );
};
