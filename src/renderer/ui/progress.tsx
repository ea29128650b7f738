import { Progress as RadixProgress } from 'radix-ui';
import styles from './progress.module.css';

export interface ProgressProps {
  /** The accessible name. */
  readonly label: string;
  /** 0 to 1; null while unknown. */
  readonly value: number | null;
  /** What a screen reader says instead of a bare percentage. */
  readonly valueText?: string | undefined;
  readonly tone?: 'accent' | 'warning' | 'success' | 'danger';
}

export const Progress = ({ label, value, valueText, tone = 'accent' }: ProgressProps) => (
  <RadixProgress.Root
    className={styles['track']}
    aria-label={label}
    value={value === null ? null : Math.round(value * 100)}
    max={100}
    getValueLabel={(percent) => valueText ?? `${percent} %`}
    data-tone={tone}
  >
    <RadixProgress.Indicator
      className={value === null ? styles['unknown'] : styles['bar']}
      style={value === null ? {} : { transform: `translateX(${value * 100 - 100}%)` }}
    />
  </RadixProgress.Root>
);
