import { Inbox } from 'lucide-react';
import { useEffect } from 'react';
import type { FacetField } from '#shared/contract/data.ts';
import { withoutClause } from '#shared/query/clauses.ts';
import { useApp } from '../../state/app-store.ts';
import { searchStore, useClauses, useSearch } from '../../state/review-desk.ts';
import { formatNumber } from '../../ui/format.ts';
import { FacetGroup } from './facet-group.tsx';
import styles from './filters-pane.module.css';
import { PinnedViews } from './pinned-views.tsx';
import { SavedViews } from './saved-views.tsx';
import { setClause } from './toggle-clause.ts';
import { useOpenGroups } from './use-open-groups.ts';

/** Ways to narrow the list. Each one writes a clause into the query, where it can be read and changed. */
export const FiltersPane = () => {
  const [open, setOpen] = useOpenGroups();
  useEffect(() => {
    searchStore.countFacets(open);
  }, [open]);
  // Nobody sees counts while the pane is closed.
  useEffect(() => () => searchStore.countFacets([]), []);
  const group = (field: FacetField) => ({
    field,
    open: open.includes(field),
    onOpenChange: (wanted: boolean) => setOpen(field, wanted),
  });
  return (
    <nav className={styles['pane']} aria-label="Filters">
      <div className={styles['entries']}>
        <InboxEntry />
        <PinnedViews />
      </div>
      <FacetGroup {...group('review')} title="Review" values={REVIEW_VALUES} />
      <SavedViews />
      <PeriodGroup />
      <FacetGroup {...group('source')} title="Source" />
      <FacetGroup {...group('channel')} title="Channel" />
      <FacetGroup {...group('status')} title="Status" />
      <FacetGroup {...group('csat')} title="CSAT" nameOf={csatName} byValue />
      <FacetGroup {...group('agent')} title="Agent" />
      <FacetGroup {...group('tag')} title="Tag" />
      <FacetGroup {...group('folder')} title="Folder" />
      <FacetGroup {...group('article')} title="Article" />
    </nav>
  );
};

const csatName = (value: string): string => (value === 'none' ? 'Not rated' : `★ ${value}`);

const REVIEW_VALUES = [
  { value: 'none', label: 'To review' },
  { value: 'pass', label: 'Pass' },
  { value: 'fail', label: 'Fail' },
  { value: 'unsure', label: 'Unsure' },
  { value: 'labelled', label: 'With labels' },
  { value: 'noted', label: 'With a note' },
] as const;

const InboxEntry = () => {
  const all = useApp((state) => state.summary?.interactions ?? null);
  const current = useSearch((state) => state.text.trim() === '');
  return (
    <button
      type="button"
      className={styles['entry']}
      aria-current={current ? 'page' : undefined}
      onClick={() => searchStore.setText('')}
    >
      <Inbox aria-hidden="true" />
      <span className={styles['name']}>Inbox</span>
      <span className={styles['number']}>{all === null ? '' : formatNumber(all)}</span>
    </button>
  );
};

const PERIODS = [
  { value: '1d', label: '24 h', name: 'Last 24 hours' },
  { value: '7d', label: '7 d', name: 'Last 7 days' },
  { value: '30d', label: '30 d', name: 'Last 30 days' },
  { value: '90d', label: '90 d', name: 'Last 90 days' },
] as const;

const PeriodGroup = () => {
  const clauses = useClauses();
  return (
    <section className={styles['group']} aria-labelledby="filter-period">
      <h2 className={styles['title']} id="filter-period">
        Period
      </h2>
      <div className={styles['periods']}>
        {PERIODS.map(({ value, label, name }) => (
          <button
            key={value}
            type="button"
            className={styles['period']}
            aria-pressed={clauses.some(
              (clause) => clause.name === 'after' && !clause.negated && clause.value === value,
            )}
            title={name}
            onClick={() =>
              searchStore.setText(setClause(withoutClause(searchStore.getState().text, 'before'), 'after', value))
            }
          >
            {label}
          </button>
        ))}
      </div>
    </section>
  );
};
