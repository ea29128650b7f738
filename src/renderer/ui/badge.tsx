import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { classNames } from './class-names.ts';

export type Tone = 'neutral' | 'accent' | 'pass' | 'fail' | 'unsure' | 'warning' | 'danger' | 'success';

export interface BadgeProps {
  readonly tone?: Tone;
  /** Shape before the text, so that the tone is not colour alone. */
  readonly icon?: ReactNode;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

/** A short fact set apart: a status, a count, a state. */
export const Badge = ({ tone = 'neutral', icon, title, children }: BadgeProps) => (
  <span className={classNames(styles['badge'], styles[tone])} title={title}>
    {icon}
    <span className={styles['text']}>{children}</span>
  </span>
);
