import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';
import styles from './icon-button.module.css';
import { ariaKeys } from './key-label.ts';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** The accessible name, and the tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly shortcut?: string | undefined;
  readonly size?: 'small' | 'medium';
  /** For a button that stays pressed. */
  readonly pressed?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export const IconButton = ({
  label,
  icon,
  shortcut,
  size = 'medium',
  pressed,
  className,
  type = 'button',
  ...rest
}: IconButtonProps) => (
  <Tooltip label={label} shortcut={shortcut}>
    <button
      {...rest}
      type={type}
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut ? ariaKeys(shortcut) : undefined}
      className={classNames(styles['button'], styles[size], className)}
    >
      {icon}
    </button>
  </Tooltip>
);
