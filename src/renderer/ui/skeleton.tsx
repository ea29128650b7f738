import { classNames } from './class-names.ts';
import styles from './skeleton.module.css';

export interface SkeletonProps {
  /** Any CSS length; fills the row unless told. */
  readonly width?: string | number;
  readonly height?: string | number;
  readonly round?: boolean;
}

/** The shape of what is on its way. Decoration: the region around it carries aria-busy. Shows itself after 100 ms. */
export const Skeleton = ({ width = '100%', height = 12, round = false }: SkeletonProps) => (
  <span
    aria-hidden="true"
    className={classNames(styles['skeleton'], round && styles['round'])}
    style={{ width, height }}
  />
);
