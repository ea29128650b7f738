import { useState } from 'react';
import type { FacetField, FacetValue } from '#shared/contract/data.ts';
import { clausesOf } from '#shared/query/clauses.ts';
import { searchStore, useSearch } from '../../state/review-desk.ts';
import { formatNumber } from '../../ui/format.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { oneLine } from '../conversation/plain-text.ts';
import { FOLDED, facetRows } from './facet-order.ts';
import styles from './filters-pane.module.css';
import { toggleClause } from './toggle-clause.ts';

export interface FacetGroupProps {
  readonly field: FacetField;
  readonly title: string;
  /** The values there are, when they are known beforehand. */
  readonly values?: readonly { readonly value: string; readonly label: string }[];
}

const NO_VALUES: readonly FacetValue[] = [];

/** The values of one field with how many interactions have each; ticking one asks for it. */
export const FacetGroup = ({ field, title, values }: FacetGroupProps) => {
  const text = useSearch((state) => state.text);
  const current = useSearch((state) => state.listed?.facets[field] ?? null);
  const known = useSearch((state) => state.known[field]);
  const [unfolded, setUnfolded] = useState(false);

  const chosen = clausesOf(text).filter((clause) => clause.field === field && !clause.negated);
  const rows = facetRows(
    values ? values.map(({ value }) => value) : known,
    current ?? NO_VALUES,
    chosen.map(({ value }) => value),
  );
  // Values of one field stand in for each other, so what the others would add cannot be told from this result.
  const untold = field !== 'tag' && chosen.length > 0;
  const folds = !values && rows.length > FOLDED + 1;
  const shown = folds && !unfolded ? rows.slice(0, FOLDED) : rows;
  if (!values && current !== null && rows.length === 0) return null;
  const id = `filter-${field}`;
  return (
    <fieldset className={styles['group']} aria-labelledby={id}>
      <h2 className={styles['title']} id={id}>
        {title}
      </h2>
      {current === null && !values ? <Waiting /> : null}
      {shown.map((row) => (
        <label key={row.value} className={styles['choice']} data-none={(row.count === 0 && !untold) || undefined}>
          <input
            type="checkbox"
            className={styles['box']}
            checked={row.chosen}
            onChange={() => searchStore.setText(toggleClause(searchStore.getState().text, field, row.value))}
          />
          <bdi className={styles['name']} title={oneLine(row.value)}>
            {values?.find(({ value }) => value === row.value)?.label ?? (oneLine(row.value) || '(empty)')}
          </bdi>
          <span className={styles['number']}>
            {current === null || (untold && !row.chosen) ? '' : formatNumber(row.count)}
          </span>
        </label>
      ))}
      {folds ? (
        <button
          type="button"
          className={styles['fold']}
          aria-expanded={unfolded}
          aria-label={unfolded ? `Show fewer: ${title}` : `Show all ${rows.length}: ${title}`}
          onClick={() => setUnfolded(!unfolded)}
        >
          {unfolded ? 'Show fewer' : `Show all ${formatNumber(rows.length)}`}
        </button>
      ) : null}
    </fieldset>
  );
};

const Waiting = () => (
  <div className={styles['waiting']}>
    <Skeleton width="70%" height={10} />
    <Skeleton width="55%" height={10} />
    <Skeleton width="62%" height={10} />
  </div>
);
