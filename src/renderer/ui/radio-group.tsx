import { RadioGroup as RadixRadioGroup } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import styles from './radio-group.module.css';

export interface RadioOption<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
}

export interface RadioGroupProps<Value extends string> {
  readonly label: string;
  readonly options: readonly RadioOption<Value>[];
  readonly value: Value | null;
  readonly onValueChange: (value: Value) => void;
  readonly hideLabel?: boolean;
}

/** One of several, each on its own row with room for a hint. Arrow keys move the choice. */
export const RadioGroup = <Value extends string>({
  label,
  options,
  value,
  onValueChange,
  hideLabel = false,
}: RadioGroupProps<Value>) => {
  const id = useId();
  return (
    <div className={styles['field']}>
      <span id={id} className={hideLabel ? styles['hiddenLabel'] : styles['label']}>
        {label}
      </span>
      <RadixRadioGroup.Root
        aria-labelledby={id}
        className={styles['rows']}
        value={value}
        onValueChange={(next) => {
          const option = options.find((candidate) => candidate.value === next);
          if (option) onValueChange(option.value);
        }}
      >
        {options.map((option) => (
          <RadixRadioGroup.Item
            key={option.value}
            value={option.value}
            disabled={option.disabled ?? false}
            className={styles['row']}
          >
            <span className={styles['dot']} aria-hidden="true">
              <RadixRadioGroup.Indicator className={styles['mark']} />
            </span>
            {option.icon ? <span className={styles['icon']}>{option.icon}</span> : null}
            <span className={styles['text']}>
              <span className={styles['name']}>{option.label}</span>
              {option.hint ? <span className={styles['hint']}>{option.hint}</span> : null}
            </span>
          </RadixRadioGroup.Item>
        ))}
      </RadixRadioGroup.Root>
    </div>
  );
};
