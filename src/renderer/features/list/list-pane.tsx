import { ArrowDownWideNarrow, ChevronDown } from 'lucide-react';
import { searchStore, useSearch } from '../../state/review-desk.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatCount } from '../../ui/format.ts';
import { Menu } from '../../ui/menu.tsx';
import { useDeskCommands } from '../review/use-desk-commands.ts';
import { ActiveFilters } from './active-filters.tsx';
import { InteractionList } from './interaction-list.tsx';
import { RowSkeletons } from './interaction-row.tsx';
import { ListEmpty } from './list-empty.tsx';
import styles from './list-pane.module.css';

/** What the query lists: how many, in which order, and the interactions themselves. */
export const ListPane = () => {
  const total = useSearch((state) => state.listed?.total ?? null);
  const error = useSearch((state) => state.error);
  const slow = useSearch((state) => state.slow);
  useDeskCommands();
  return (
    <section className={styles['pane']} aria-label="Interactions" aria-busy={total === null || slow || undefined}>
      <header className={styles['header']}>
        <h2 className={styles['count']}>{total === null ? ' ' : formatCount(total, 'interaction')}</h2>
        <SortMenu />
        <span className={styles['working']} data-shown={slow || undefined} aria-hidden="true" />
      </header>
      <ActiveFilters />
      {error ? (
        <div className={styles['error']}>
          <ErrorNotice error={error} onRetry={() => searchStore.refresh()} />
        </div>
      ) : null}
      <div className={styles['body']}>
        {total === null ? (
          error ? null : (
            <RowSkeletons count={12} />
          )
        ) : total === 0 ? (
          <ListEmpty />
        ) : (
          <InteractionList total={total} />
        )}
      </div>
    </section>
  );
};

const SortMenu = () => {
  const sort = useSearch((state) => state.sort);
  return (
    <Menu
      label="Order"
      align="end"
      trigger={
        <Button variant="ghost" size="small" icon={<ArrowDownWideNarrow />} aria-label={`Order: ${sort} first`}>
          <span className={styles['sort']}>
            {sort === 'newest' ? 'Newest' : 'Oldest'}
            <ChevronDown aria-hidden="true" />
          </span>
        </Button>
      }
      items={[
        {
          id: 'newest',
          label: 'Newest first',
          checked: sort === 'newest',
          onSelect: () => searchStore.setSort('newest'),
        },
        {
          id: 'oldest',
          label: 'Oldest first',
          checked: sort === 'oldest',
          onSelect: () => searchStore.setSort('oldest'),
        },
      ]}
    />
  );
};
