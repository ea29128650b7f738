import { CloudDownload, Inbox, SearchX } from 'lucide-react';
import { openDialog, useApp } from '../../state/app-store.ts';
import { searchStore, useSearch } from '../../state/review-desk.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { focusSearch } from '../review/focus.ts';

/** The list has nothing to show: because nothing was fetched, or because nothing matches. */
export const ListEmpty = () => {
  const hasInteractions = useApp((state) => (state.summary?.interactions ?? 0) > 0);
  const text = useSearch((state) => state.listed?.text ?? '');
  if (hasInteractions && text.trim() !== '') return <NothingMatches />;
  return hasInteractions ? <NothingYet /> : <NothingFetched />;
};

const NothingMatches = () => (
  <EmptyState
    level={3}
    icon={<SearchX />}
    title="Nothing matches"
    text="No interaction has all of these words and filters. Fewer of them find more."
    actions={
      <>
        <Button
          size="small"
          onClick={() => {
            searchStore.setText('');
            focusSearch();
          }}
        >
          Clear search and filters
        </Button>
        <Button size="small" variant="ghost" shortcut="/" onClick={focusSearch}>
          Edit search
        </Button>
      </>
    }
  />
);

/** The summary counts rows that the result has not listed yet: a moment during a sync. */
const NothingYet = () => <EmptyState level={3} icon={<Inbox />} title="No interactions listed" />;

const NothingFetched = () => {
  const kind = useApp((state) => state.workspace?.kind ?? 'fini');
  const running = useApp((state) => state.sync?.state === 'running' || state.sync?.state === 'waiting');
  if (running)
    return (
      <EmptyState
        level={3}
        icon={<CloudDownload />}
        title="Fetching the first interactions"
        text="They appear here as they arrive, newest first. You can start reading at once."
      />
    );
  return (
    <EmptyState
      level={3}
      icon={<Inbox />}
      title="No interactions yet"
      text={
        kind === 'sample'
          ? 'Choose a period, and sample interactions are made for it on this machine.'
          : 'Choose a period to fetch from Fini. Everything fetched stays on this machine and works offline.'
      }
      actions={
        <Button variant="primary" size="small" icon={<CloudDownload />} onClick={() => openDialog('sync')}>
          Fetch interactions
        </Button>
      }
    />
  );
};
