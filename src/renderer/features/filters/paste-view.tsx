import { ClipboardPaste } from 'lucide-react';
import { useId, useState } from 'react';
import { preferencesStore, searchStore, usePreferences } from '../../state/review-desk.ts';
import { viewFromText } from '../../state/search-views.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { toast } from '../../ui/toast.ts';
import styles from './filters-pane.module.css';

/** Makes a view of a text that another reviewer copied. What it would list is shown before it is kept. */
export const PasteView = () => {
  const [open, setOpen] = useState(false);
  const ready = usePreferences((state) => state.ready);
  return (
    <Popover
      label="Paste a view"
      open={open}
      onOpenChange={setOpen}
      align="start"
      width={320}
      trigger={
        <IconButton
          size="small"
          icon={<ClipboardPaste />}
          label="Paste a view"
          aria-disabled={!ready}
          onClick={(event) => {
            if (!ready) event.preventDefault();
          }}
        />
      }
    >
      <PasteForm onDone={() => setOpen(false)} />
    </Popover>
  );
};

const PasteForm = ({ onDone }: { readonly onDone: () => void }) => {
  const [pasted, setPasted] = useState('');
  const id = useId();
  const view = viewFromText(pasted);
  const keep = (): void => {
    if (!view) return;
    const saved = preferencesStore.save(view.name, view.text, view.sort);
    searchStore.apply(saved.text, saved.sort);
    onDone();
    toast.done(`View “${saved.name}” saved`);
  };
  return (
    <div className={styles['form']}>
      <label htmlFor={id} className={styles['pasteLabel']}>
        A view copied as text, or a search
      </label>
      <textarea
        id={id}
        className={styles['paste']}
        rows={4}
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the panel was opened to paste into it
        autoFocus
        value={pasted}
        onChange={(event) => setPasted(event.target.value)}
      />
      <div aria-live="polite" className={styles['pasted']}>
        {view === null ? (
          pasted.trim() === '' ? null : (
            'There is no search in this text.'
          )
        ) : (
          <>
            <strong>
              <bdi>{view.name}</bdi>
            </strong>
            <code dir="auto">{view.text}</code>
          </>
        )}
      </div>
      <div className={styles['formActions']}>
        <Button size="small" variant="ghost" onClick={onDone}>
          Cancel
        </Button>
        <Button size="small" variant="primary" disabled={view === null} onClick={keep}>
          Save view
        </Button>
      </div>
    </div>
  );
};
