import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from './badge.tsx';
import styles from './chip.module.css';
import { classNames } from './class-names.ts';
import { ariaKeys } from './key-label.ts';

export interface ChipProps {
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  readonly tone?: Extract<Tone, 'neutral' | 'accent' | 'pass' | 'fail' | 'unsure'>;
  /** Makes the chip a toggle button. */
  readonly pressed?: boolean;
  readonly onClick?: () => void;
  /** Gives the chip a remove button; `removeLabel` is its accessible name. */
  readonly onRemove?: () => void;
  readonly removeLabel?: string;
  readonly shortcut?: string | undefined;
  readonly disabled?: boolean;
  readonly title?: string | undefined;
}

/** A small pill: plain, toggled by a press, or removable. */
export const Chip = ({
  children,
  icon,
  tone = 'neutral',
  pressed,
  onClick,
  onRemove,
  removeLabel,
  shortcut,
  disabled = false,
  title,
}: ChipProps) => {
  const content = (
    <>
      {icon}
      <span className={styles['text']}>{children}</span>
    </>
  );
  return (
    <span className={classNames(styles['chip'], styles[tone])} data-pressed={pressed || undefined} title={title}>
      {onClick ? (
        <button
          type="button"
          className={styles['main']}
          aria-pressed={pressed}
          aria-keyshortcuts={shortcut ? ariaKeys(shortcut) : undefined}
          disabled={disabled}
          onClick={onClick}
        >
          {content}
        </button>
      ) : (
        <span className={styles['main']}>{content}</span>
      )}
      {onRemove ? (
        <button
          type="button"
          className={styles['remove']}
          aria-label={removeLabel ?? (typeof children === 'string' ? `Remove ${children}` : 'Remove')}
          disabled={disabled}
          onClick={onRemove}
        >
          <X aria-hidden="true" />
        </button>
      ) : null}
    </span>
  );
};
