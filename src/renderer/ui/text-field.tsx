import { CircleAlert } from 'lucide-react';
import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './text-field.module.css';

export interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  /** A sentence; said aloud when it appears. */
  readonly error?: ReactNode;
  readonly hint?: ReactNode;
  /** Buttons inside the field, at its end. */
  readonly trailing?: ReactNode;
  readonly hideLabel?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text with its label, and its hint and error tied to it for screen readers. */
export const TextField = ({
  label,
  error,
  hint,
  trailing,
  hideLabel = false,
  className,
  id: given,
  ...rest
}: TextFieldProps) => {
  const own = useId();
  const id = given ?? own;
  const describedBy = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(' ');
  return (
    <div className={classNames(styles['field'], className)}>
      <label htmlFor={id} className={hideLabel ? styles['hiddenLabel'] : styles['label']}>
        {label}
      </label>
      <div className={styles['box']} data-invalid={error ? true : undefined} data-disabled={rest.disabled || undefined}>
        <input
          spellCheck={false}
          autoComplete="off"
          {...rest}
          id={id}
          className={styles['input']}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy || undefined}
        />
        {trailing}
      </div>
      {hint ? (
        <div id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </div>
      ) : null}
      <div id={`${id}-error`} aria-live="polite" className={error ? styles['error'] : undefined}>
        {error ? (
          <>
            <CircleAlert aria-hidden="true" />
            <span>{error}</span>
          </>
        ) : null}
      </div>
    </div>
  );
};
