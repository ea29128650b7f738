import { Check, ChevronRight, CircleAlert, Copy, RotateCcw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { SerializedError } from '#shared/errors.ts';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';
import styles from './error-notice.module.css';
import { errorReport } from './error-report.ts';

export interface ErrorNoticeProps {
  readonly error: SerializedError;
  readonly onRetry?: (() => void) | undefined;
  readonly retryLabel?: string;
  readonly tone?: 'danger' | 'warning';
  /** Further buttons. */
  readonly actions?: ReactNode;
}

/** What happened, what to do, and the details folded away for whoever has to mend it. */
export const ErrorNotice = ({
  error,
  onRetry,
  retryLabel = 'Try again',
  tone = 'danger',
  actions,
}: ErrorNoticeProps) => {
  const [copied, setCopied] = useState(false);
  const report = errorReport(error);
  return (
    <div className={styles['notice']} data-tone={tone} role="alert">
      <CircleAlert className={styles['icon']} aria-hidden="true" />
      <div className={styles['text']}>
        <p className={styles['message']}>{error.message}</p>
        <p className={styles['next']}>{error.nextStep}</p>
        {onRetry || actions ? (
          <div className={styles['actions']}>
            {onRetry ? (
              <Button size="small" icon={<RotateCcw />} onClick={onRetry}>
                {retryLabel}
              </Button>
            ) : null}
            {actions}
          </div>
        ) : null}
        <details className={styles['details']}>
          <summary>
            <ChevronRight aria-hidden="true" />
            Details
          </summary>
          <pre>{report}</pre>
          <Button
            size="small"
            variant="ghost"
            icon={copied ? <Check /> : <Copy />}
            onClick={() => void copyText(report).then(setCopied)}
          >
            {copied ? 'Copied' : 'Copy details'}
          </Button>
        </details>
      </div>
    </div>
  );
};
