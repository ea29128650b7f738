import { ArrowDownWideNarrow, ChevronDown } from 'lucide-react';
import type { Sort } from '#shared/contract/data.ts';
import { searchStore, useSearch } from '../../state/review-desk.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import styles from './list-pane.module.css';

const ORDERS: readonly { readonly sort: Sort; readonly short: string; readonly label: string }[] = [
  { sort: 'newest', short: 'Newest', label: 'Newest first' },
  { sort: 'oldest', short: 'Oldest', label: 'Oldest first' },
  { sort: 'relevance', short: 'Best match', label: 'Best match first' },
  { sort: 'csat', short: 'Lowest CSAT', label: 'Lowest CSAT first' },
  { sort: 'turns', short: 'Most turns', label: 'Most turns first' },
];

export const SortMenu = () => {
  const sort = useSearch((state) => state.sort);
  const order = ORDERS.find((one) => one.sort === sort);
  return (
    <Menu
      label="Order"
      align="end"
      trigger={
        <Button
          variant="ghost"
          size="small"
          icon={<ArrowDownWideNarrow />}
          aria-label={`Order: ${(order?.label ?? sort).toLowerCase()}`}
        >
          <span className={styles['sort']}>
            {order?.short ?? sort}
            <ChevronDown aria-hidden="true" />
          </span>
        </Button>
      }
      items={ORDERS.map((one) => ({
        id: one.sort,
        label: one.label,
        ...(HINTS[one.sort] ? { hint: HINTS[one.sort] } : {}),
        checked: one.sort === sort,
        onSelect: () => searchStore.setSort(one.sort),
      }))}
    />
  );
};

const HINTS: Partial<Record<Sort, string>> = {
  relevance: 'By the words searched for',
  csat: 'Not rated come last',
};
