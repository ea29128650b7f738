import { CircleCheck, CircleDashed, CircleHelp, CircleX } from 'lucide-react';
import { memo } from 'react';
import type { Verdict } from '#shared/domain/journal.ts';
import styles from './verdict-mark.module.css';

/** The words for verdicts, wherever one is named. */
export const VERDICT_NAMES: Readonly<Record<Verdict, string>> = { pass: 'Pass', fail: 'Fail', unsure: 'Unsure' };

const ICONS = { pass: CircleCheck, fail: CircleX, unsure: CircleHelp } as const;

export interface VerdictMarkProps {
  /** null: not judged yet. */
  readonly verdict: Verdict | null;
  readonly size?: number;
  /** Leaves the name to text that stands beside it. */
  readonly silent?: boolean;
}

/** A verdict as shape and colour together: tick, cross, question mark, or a dashed ring when not judged. */
export const VerdictMark = memo(({ verdict, size = 16, silent = false }: VerdictMarkProps) => {
  const Icon = verdict === null ? CircleDashed : ICONS[verdict];
  const name = verdict === null ? 'Not judged' : VERDICT_NAMES[verdict];
  return (
    <Icon
      size={size}
      className={styles[verdict ?? 'none']}
      {...(silent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}
    />
  );
});
