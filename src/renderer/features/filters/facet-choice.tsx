import { CircleMinus } from 'lucide-react';
import { memo, useCallback } from 'react';
import type { FacetField } from '#shared/contract/data.ts';
import { excludesClause, toggleClause } from '#shared/query/clauses.ts';
import { searchStore } from '../../state/review-desk.ts';
import { oneLine } from '../conversation/plain-text.ts';
import type { Choice } from './facet-order.ts';
import styles from './filters-pane.module.css';
import { excludeClause } from './toggle-clause.ts';

const change = (by: (text: string) => string): void => searchStore.setText(by(searchStore.getState().text));

const toggle = (field: FacetField, value: string, exclude: boolean): void =>
  change((text) =>
    exclude || excludesClause(text, field, value)
      ? excludeClause(text, field, value)
      : toggleClause(text, field, value),
  );

/**
 * One value of a facet. A press asks for it; with Alt, or by the button beside it, everything but it is asked for. A dash
 * in the box stands for that.
 */
export const FacetChoice = memo(
  ({
    field,
    value,
    choice,
    name: given,
    number,
  }: {
    readonly field: FacetField;
    readonly value: string;
    readonly choice: Choice;
    readonly name: string;
    /** Drawn beside it; empty when it cannot be told. */
    readonly number: string;
  }) => {
    const name = oneLine(given) || '(empty)';
    const excluded = choice === 'excluded';
    const dash = useCallback(
      (box: HTMLInputElement | null) => {
        if (box) box.indeterminate = excluded;
      },
      [excluded],
    );
    return (
      <div className={styles['choice']} data-none={number === '0' || undefined} data-choice={choice}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the minus key does the same on the box within */}
        <label
          className={styles['choiceLabel']}
          onClick={(event) => {
            // A press on the words comes a second time, on the box.
            if (!event.altKey) return;
            event.preventDefault();
            toggle(field, value, true);
          }}
        >
          <input
            ref={dash}
            type="checkbox"
            className={styles['box']}
            checked={choice === 'asked'}
            aria-label={excluded ? `Not ${name}` : name}
            onChange={() => toggle(field, value, false)}
            onKeyDown={(event) => {
              if (event.key !== '-' || event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              toggle(field, value, true);
            }}
            aria-keyshortcuts="-"
          />
          <bdi className={styles['name']} title={name}>
            {name}
          </bdi>
        </label>
        <button
          type="button"
          // The box takes the minus key, so one stop for each value is enough.
          tabIndex={-1}
          className={styles['exclude']}
          aria-label={excluded ? `No longer leave out ${name}` : `Leave out ${name}`}
          title={excluded ? 'No longer leave it out' : 'Leave it out (Alt+click, or the − key)'}
          onClick={() => toggle(field, value, true)}
        >
          <CircleMinus aria-hidden="true" />
        </button>
        <span className={styles['number']}>{number}</span>
      </div>
    );
  },
);
