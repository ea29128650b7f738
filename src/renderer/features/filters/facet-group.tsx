import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { FacetField, FacetValue } from '#shared/contract/data.ts';
import { narrowsFurther } from '#shared/query/clauses.ts';
import { useBeside, useClauses, useSearch } from '../../state/review-desk.ts';
import { formatNumber } from '../../ui/format.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { FacetChoice } from './facet-choice.tsx';
import { FOLDED, facetRows, matchingRows } from './facet-order.ts';
import styles from './filters-pane.module.css';

export interface FacetGroupProps {
  readonly field: FacetField;
  readonly title: string;
  /** The values there are, when they are known beforehand. */
  readonly values?: readonly { readonly value: string; readonly label: string }[];
  /** What is shown for a value, when neither the field's values nor their labels say it. */
  readonly nameOf?: (value: string) => string;
  readonly byValue?: boolean;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

const NO_VALUES: readonly FacetValue[] = [];
/** A list longer than this can be searched. */
const SEARCHED = 12;

/** The values of one field with how many interactions have each; ticking one asks for it. */
export const FacetGroup = ({ field, title, values, nameOf, byValue = false, open, onOpenChange }: FacetGroupProps) => {
  const clauses = useClauses();
  const current = useBeside((listed) => (listed?.counted.includes(field) ? listed.facets[field] : null));
  const known = useSearch((state) => state.known[field]);
  const [unfolded, setUnfolded] = useState(false);
  const [typed, setTyped] = useState('');

  const named = clauses.filter((clause) => clause.name === field);
  const rows = facetRows(values ?? known, current ?? NO_VALUES, named, byValue);
  // Values of one field stand in for each other, so what the others would add cannot be told from this result.
  const untold = !narrowsFurther(field) && named.some(({ negated }) => !negated);
  const folds = !values && rows.length > FOLDED + 1;
  const found = unfolded ? matchingRows(rows, typed) : rows;
  const shown = folds && !unfolded ? found.slice(0, FOLDED) : found;
  if (!values && open && current !== null && rows.length === 0) return null;
  const id = `filter-${field}`;
  return (
    <section className={styles['group']} aria-labelledby={id}>
      <h2 className={styles['title']} id={id}>
        <button
          type="button"
          className={styles['titleButton']}
          aria-expanded={open}
          onClick={() => onOpenChange(!open)}
        >
          <ChevronRight aria-hidden="true" />
          {title}
          {!open && named.length > 0 ? <span className={styles['chosen']}>{named.length}</span> : null}
        </button>
      </h2>
      {open ? (
        <>
          {current === null && !values && rows.length === 0 ? <Waiting /> : null}
          {unfolded && rows.length > SEARCHED ? (
            <input
              type="search"
              className={styles['find']}
              aria-label={`Find in ${title}`}
              placeholder="Find…"
              spellCheck={false}
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          ) : null}
          <div className={unfolded && rows.length > SEARCHED ? styles['long'] : undefined}>
            {shown.map((row) => (
              <FacetChoice
                key={row.value}
                field={field}
                value={row.value}
                choice={row.choice}
                name={row.label ?? nameOf?.(row.value) ?? row.value}
                number={current === null || (untold && row.choice !== 'asked') ? '' : formatNumber(row.count)}
              />
            ))}
          </div>
          {unfolded && shown.length === 0 ? <p className={styles['none']}>Nothing by that name.</p> : null}
          {folds ? (
            <button
              type="button"
              className={styles['fold']}
              aria-expanded={unfolded}
              aria-label={unfolded ? `Show fewer: ${title}` : `Show more: ${title}, ${rows.length} in all`}
              onClick={() => {
                setUnfolded(!unfolded);
                setTyped('');
              }}
            >
              {unfolded ? 'Show fewer' : `Show more (${formatNumber(rows.length - FOLDED)})`}
            </button>
          ) : null}
        </>
      ) : null}
    </section>
  );
};

const Waiting = () => (
  <div className={styles['waiting']}>
    <Skeleton width="70%" height={10} />
    <Skeleton width="55%" height={10} />
    <Skeleton width="62%" height={10} />
  </div>
);
