import { Check, Plus } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { LONGEST_LABEL } from '#shared/domain/journal.ts';
import { useReview } from '../../state/review-desk.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Popover } from '../../ui/popover.tsx';
import { oneLine } from '../conversation/plain-text.ts';
import { setLabel } from './actions.ts';
import { type LabelOption, labelOptions } from './label-options.ts';
import styles from './review-panel.module.css';
import { setLabelsOpen, useLabelsOpen } from './review-ui-store.ts';

export interface LabelPickerProps {
  readonly interactionId: string;
  readonly labels: readonly string[];
}

/** The labels of the interaction, and a list to choose more from or make new ones. */
export const LabelPicker = ({ interactionId, labels }: LabelPickerProps) => {
  const open = useLabelsOpen();
  return (
    <section className={styles['section']} aria-labelledby="review-labels">
      <div className={styles['heading']}>
        <h3 id="review-labels">Labels</h3>
        <Popover
          label="Labels"
          open={open}
          onOpenChange={setLabelsOpen}
          align="end"
          width={260}
          trigger={
            <Button size="small" variant="ghost" icon={<Plus />} shortcut="l" className={styles['add'] ?? ''}>
              Label
            </Button>
          }
        >
          <LabelList interactionId={interactionId} labels={labels} />
        </Popover>
      </div>
      {labels.length > 0 ? (
        <ul className={styles['labels']} aria-label="Labels given">
          {labels.map((label) => (
            <li key={label}>
              <Chip
                onRemove={() => setLabel(label, false, interactionId)}
                removeLabel={`Remove label ${oneLine(label)}`}
              >
                <bdi>{oneLine(label)}</bdi>
              </Chip>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
};

const LabelList = ({ interactionId, labels }: LabelPickerProps) => {
  const known = useReview((state) => state.labels);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const options = labelOptions(typed, known, labels);
  const at = Math.min(active, options.length - 1);

  const choose = (option: LabelOption | undefined): void => {
    if (!option) return;
    setLabel(option.label, !option.chosen, interactionId);
    setTyped('');
    setActive(0);
  };

  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    switch (event.key) {
      case 'ArrowDown':
        setActive(Math.min(at + 1, options.length - 1));
        break;
      case 'ArrowUp':
        setActive(Math.max(at - 1, 0));
        break;
      case 'Enter':
        if (event.ctrlKey || event.metaKey) setLabelsOpen(false);
        else choose(options[at]);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <div className={styles['picker']}>
      <input
        className={styles['pickerInput']}
        role="combobox"
        aria-label="Find or create a label"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        placeholder="Find or create a label"
        autoComplete="off"
        spellCheck={false}
        maxLength={LONGEST_LABEL}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKey}
      />
      {options.length === 0 ? (
        <p className={styles['pickerHint']}>No labels yet. Type a name and press Enter.</p>
      ) : (
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label="Labels"
          aria-multiselectable="true"
          className={styles['options']}
        >
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the focus and takes the keys
            <div
              key={option.count === null ? 'new' : option.label}
              id={`${id}-${index}`}
              role="option"
              aria-selected={option.chosen}
              data-active={index === at || undefined}
              tabIndex={-1}
              className={styles['option']}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(option)}
            >
              <span className={styles['tick']} aria-hidden="true">
                {option.chosen ? <Check /> : option.count === null ? <Plus /> : null}
              </span>
              <span className={styles['optionName']}>
                {option.count === null ? 'Create ' : ''}
                <bdi>{oneLine(option.label)}</bdi>
              </span>
              {option.count === null ? null : (
                <span className={styles['optionCount']}>{formatNumber(option.count)}</span>
              )}
            </div>
          ))}
        </div>
      )}
    </div>
  );
};
