import { searchStore, useSearch } from '../../state/review-desk.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatCount } from '../../ui/format.ts';
import { useDeskCommands } from '../review/use-desk-commands.ts';
import { ActiveFilters } from './active-filters.tsx';
import { DidYouMean } from './did-you-mean.tsx';
import { Histogram } from './histogram.tsx';
import { InteractionList } from './interaction-list.tsx';
import { ListEmpty } from './list-empty.tsx';
import { ListLoading } from './list-loading.tsx';
import styles from './list-pane.module.css';
import { SortMenu } from './sort-menu.tsx';

// What takes nothing from the pane is made once: the pane is drawn anew with every letter, and these need not be.
const HISTOGRAM = <Histogram />;
const SORT_MENU = <SortMenu />;
const BELOW_HEADER = (
  <>
    <ActiveFilters />
    <DidYouMean />
  </>
);

/** What the query lists: how many, in which order, and the interactions themselves. */
export const ListPane = () => {
  const total = useSearch((state) => state.listed?.total ?? null);
  const error = useSearch((state) => state.error);
  const slow = useSearch((state) => state.slow);
  useDeskCommands();
  return (
    <section className={styles['pane']} aria-label="Interactions" aria-busy={total === null || slow || undefined}>
      {HISTOGRAM}
      <header className={styles['header']}>
        <h2 className={styles['count']}>{total === null ? ' ' : formatCount(total, 'interaction')}</h2>
        {SORT_MENU}
        <span className={styles['working']} data-shown={slow || undefined} aria-hidden="true" />
      </header>
      {BELOW_HEADER}
      {error ? (
        <div className={styles['error']}>
          <ErrorNotice error={error} onRetry={() => searchStore.refresh()} />
        </div>
      ) : null}
      <div className={styles['body']}>
        {total === null ? (
          error ? null : (
            <ListLoading />
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
