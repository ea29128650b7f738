import type { ReactNode } from 'react';
import styles from './visually-hidden.module.css';

/** Text for screen readers alone. With `live`, changes are announced when the reader pauses. */
export const VisuallyHidden = ({
  children,
  live = false,
}: {
  readonly children: ReactNode;
  readonly live?: boolean;
}) =>
  live ? (
    <span className={styles['hidden']} role="status" aria-live="polite">
      {children}
    </span>
  ) : (
    <span className={styles['hidden']}>{children}</span>
  );
