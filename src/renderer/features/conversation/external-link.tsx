import { ExternalLink as ExternalLinkIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type SerializedError, toReviewerError } from '#shared/errors.ts';
import { getData } from '../../state/connect.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { toast } from '../../ui/toast.ts';
import { linkHost } from './attachments.ts';
import styles from './external-link.module.css';
import { drawable } from './plain-text.ts';

export interface ExternalLinkProps {
  readonly url: string | null;
  readonly children: ReactNode;
}

/** Text that opens an address outside, after asking. Addresses that are not https stay text. */
export const ExternalLink = ({ url, children }: ExternalLinkProps) => {
  const [asking, setAsking] = useState(false);
  const host = linkHost(url);
  if (url === null || host === null) return <span>{children}</span>;
  return (
    <>
      <button
        type="button"
        className={styles['link']}
        title={`Opens ${host} in the browser, after asking`}
        onClick={() => setAsking(true)}
      >
        {children}
        <ExternalLinkIcon aria-hidden="true" />
      </button>
      {asking ? <LeaveDialog url={url} host={host} onClose={() => setAsking(false)} /> : null}
    </>
  );
};

const LeaveDialog = ({
  url,
  host,
  onClose,
}: {
  readonly url: string;
  readonly host: string;
  readonly onClose: () => void;
}) => {
  const [error, setError] = useState<SerializedError | null>(null);
  const open = async (): Promise<void> => {
    try {
      await getData().openExternal({ url });
      onClose();
    } catch (reason) {
      setError(toReviewerError(reason, 'open link').serialize());
    }
  };
  return (
    <Dialog
      open
      size="small"
      title={`Open ${host}?`}
      description="The address came with the conversation. It opens in your browser, outside this application."
      onOpenChange={(stays) => {
        if (!stays) onClose();
      }}
      footer={
        <>
          <Button
            variant="ghost"
            onClick={() =>
              void copyText(url).then((copied) => {
                if (copied) toast.done('Address copied');
                onClose();
              })
            }
          >
            Copy address
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={() => void open()}>
            Open in browser
          </Button>
        </>
      }
    >
      <p className={styles['address']} dir="ltr">
        {drawable(url)}
      </p>
      {error ? <ErrorNotice error={error} onRetry={() => void open()} /> : null}
    </Dialog>
  );
};
