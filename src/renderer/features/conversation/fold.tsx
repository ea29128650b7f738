import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './conversation-pane.module.css';

/** A heading that folds out what stands under it. */
export const Fold = ({
  title,
  count,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}) => (
  <details className={styles['details']}>
    <summary>
      <ChevronRight aria-hidden="true" />
      {title}
      <span className={styles['howMany']}>{count}</span>
    </summary>
    {children}
  </details>
);
