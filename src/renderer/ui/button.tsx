import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names.ts';
import { Kbd } from './kbd.tsx';
import { ariaKeys } from './key-label.ts';
import { Spinner } from './spinner.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'small' | 'medium';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: ReactNode;
  /** Key binding in tinykeys' grammar; drawn as keycaps and told to screen readers. */
  readonly shortcut?: string | undefined;
  /** Work is under way: shows a ring and ignores presses without losing the focus. */
  readonly busy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export const Button = ({
  variant = 'secondary',
  size = 'medium',
  icon,
  shortcut,
  busy = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) => (
  <button
    {...rest}
    type={type}
    className={classNames(styles['button'], styles[variant], styles[size], className)}
    aria-keyshortcuts={shortcut ? ariaKeys(shortcut) : undefined}
    aria-busy={busy || undefined}
    aria-disabled={busy || rest['aria-disabled']}
    onClick={(event) => {
      if (busy) event.preventDefault();
      else onClick?.(event);
    }}
  >
    {busy ? <Spinner /> : icon ? <span className={styles['icon']}>{icon}</span> : null}
    <span className={styles['label']}>{children}</span>
    {shortcut ? <Kbd keys={shortcut} /> : null}
  </button>
);
