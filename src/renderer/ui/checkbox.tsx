import { Check } from 'lucide-react';
import { Checkbox as RadixCheckbox } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import styles from './checkbox.module.css';

export interface CheckboxProps {
  readonly label: ReactNode;
  /** A sentence on what it means or costs. */
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

/** Yes or no, with room for what that means. The space bar and a press on its words both change it. */
export const Checkbox = ({ label, hint, checked, onCheckedChange, disabled = false }: CheckboxProps) => {
  const id = useId();
  return (
    <div className={styles['field']}>
      <RadixCheckbox.Root
        id={id}
        className={styles['box']}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onCheckedChange={(next) => onCheckedChange(next === true)}
      >
        <RadixCheckbox.Indicator className={styles['mark']}>
          <Check aria-hidden="true" />
        </RadixCheckbox.Indicator>
      </RadixCheckbox.Root>
      <div className={styles['text']}>
        <label htmlFor={id}>{label}</label>
        {hint ? (
          <p id={`${id}-hint`} className={styles['hint']}>
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
};
