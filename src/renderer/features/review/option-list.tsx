import { Check, Plus } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { oneLine } from '../conversation/plain-text.ts';
import styles from './option-list.module.css';

export interface Option {
  readonly key: string;
  readonly name: string;
  /** What tells it from others of the same name, or says how often it is given. */
  readonly hint?: string;
  readonly chosen: boolean;
  /** It would be made by choosing it. */
  readonly isNew?: boolean;
}

export interface OptionListProps {
  /** The accessible name of the list. */
  readonly label: string;
  /** What the field is for. */
  readonly placeholder: string;
  /** Said in the list's place when there is nothing to choose. */
  readonly nothing: string;
  readonly maxLength: number;
  readonly optionsFor: (typed: string) => readonly Option[];
  readonly onChoose: (option: Option) => void;
  readonly onDone: () => void;
}

/** A field and the options that it narrows down. The field keeps the focus; arrows move through the options. */
export const OptionList = ({
  label,
  placeholder,
  nothing,
  maxLength,
  optionsFor,
  onChoose,
  onDone,
}: OptionListProps) => {
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const options = optionsFor(typed);
  const at = Math.min(active, options.length - 1);

  const choose = (option: Option | undefined): void => {
    if (!option) return;
    onChoose(option);
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
        if (event.ctrlKey || event.metaKey) onDone();
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
        aria-label={placeholder}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKey}
      />
      {options.length === 0 ? (
        <p className={styles['pickerHint']}>{nothing}</p>
      ) : (
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={label}
          aria-multiselectable="true"
          className={styles['options']}
        >
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the focus and takes the keys
            <div
              key={option.key}
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
                {option.chosen ? <Check /> : option.isNew ? <Plus /> : null}
              </span>
              <span className={styles['optionName']}>
                {option.isNew ? 'Create ' : ''}
                <bdi>{oneLine(option.name)}</bdi>
              </span>
              {option.hint === undefined ? null : (
                <span className={styles['optionCount']}>
                  <bdi>{oneLine(option.hint)}</bdi>
                </span>
              )}
            </div>
          ))}
        </div>
      )}
    </div>
  );
};
