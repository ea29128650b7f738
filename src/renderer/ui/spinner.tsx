import styles from './spinner.module.css';

/** A turning ring that shows itself only after 100 ms, so that quick work shows none. Decoration: say it in words too. */
export const Spinner = ({ size = 14 }: { readonly size?: number }) => (
  <span className={styles['spinner']} style={{ width: size, height: size }} aria-hidden="true" />
);
