import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

export interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly text?: ReactNode;
  readonly actions?: ReactNode;
  /** Level of the heading in the page; 2 unless told. */
  readonly level?: 1 | 2 | 3;
}

/** Nothing here, on purpose: what it means and what to do. */
export const EmptyState = ({ icon, title, text, actions, level = 2 }: EmptyStateProps) => {
  const Heading = `h${level}` as const;
  return (
    <div className={styles['empty']}>
      {icon ? (
        <span className={styles['icon']} aria-hidden="true">
          {icon}
        </span>
      ) : null}
      <Heading className={styles['title']}>{title}</Heading>
      {text ? <div className={styles['text']}>{text}</div> : null}
      {actions ? <div className={styles['actions']}>{actions}</div> : null}
    </div>
  );
};
