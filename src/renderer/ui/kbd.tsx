import styles from './kbd.module.css';
import { keyCaps } from './key-label.ts';

/** A key binding drawn as keycaps. Hidden from screen readers, which get it from `aria-keyshortcuts`. */
export const Kbd = ({ keys }: { readonly keys: string }) => (
  <span className={styles['keys']} aria-hidden="true">
    {keyCaps(keys).map((cap) => (
      <kbd key={cap} className={styles['cap']}>
        {cap}
      </kbd>
    ))}
  </span>
);
