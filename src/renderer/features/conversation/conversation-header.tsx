import { CircleCheck, CircleDashed, CircleDot, Copy, Star } from 'lucide-react';
import type { ReactNode } from 'react';
import { csatOf, type Interaction, lastMessageAt } from '#shared/domain/interaction.ts';
import { Badge } from '../../ui/badge.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { formatCsat } from '../../ui/format.ts';
import { Highlight } from '../../ui/highlight.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Time } from '../../ui/time.tsx';
import { toast } from '../../ui/toast.ts';
import { linkHost } from './attachments.ts';
import styles from './conversation-pane.module.css';
import { ExternalLink } from './external-link.tsx';
import { isBlank, oneLine } from './plain-text.ts';
import { firstWords } from './turns.ts';

/** What the conversation is about, where it came from and how it stands. */
export const ConversationHeader = ({
  interaction,
  terms,
}: {
  readonly interaction: Interaction;
  readonly terms: readonly string[];
}) => {
  const subject = isBlank(interaction.subjectPreview) ? null : oneLine(interaction.subjectPreview);
  const title = subject ?? firstWords(interaction.events) ?? 'Conversation without words';
  const csat = csatOf(interaction);
  const last = lastMessageAt(interaction);
  const host = linkHost(interaction.url);
  return (
    <header className={styles['header']}>
      <h2 className={styles['title']}>
        <bdi>
          <Highlight text={title} terms={terms} />
        </bdi>
      </h2>
      <div className={styles['badges']}>
        <span className={styles['where']}>
          <bdi>{oneLine(interaction.source) || 'unknown source'}</bdi>
          {isBlank(interaction.channel) ? null : (
            <>
              {' · '}
              <bdi>{oneLine(interaction.channel)}</bdi>
            </>
          )}
        </span>
        {isBlank(interaction.status) ? null : (
          <Badge title={`Status: ${oneLine(interaction.status)}`}>
            <bdi>{oneLine(interaction.status)}</bdi>
          </Badge>
        )}
        <Resolved resolved={interaction.resolved} />
        <Badge icon={<Star aria-hidden="true" />}>CSAT {formatCsat(csat)}</Badge>
      </div>
      <dl className={styles['meta']}>
        <Fact name="Created">
          <Time at={interaction.createdAt} />
        </Fact>
        {last > interaction.createdAt ? (
          <Fact name="Last message">
            <Time at={last} />
          </Fact>
        ) : null}
        {interaction.externalId === null || isBlank(interaction.externalId) ? null : (
          <Fact name="External id">
            <bdi className={styles['id']}>{oneLine(interaction.externalId)}</bdi>
            <CopyButton text={interaction.externalId} what="External id" />
          </Fact>
        )}
        {interaction.url === null || isBlank(interaction.url) ? null : (
          <Fact name="Link">
            {host === null ? (
              <bdi className={styles['id']} title="Only https links open">
                {oneLine(interaction.url)}
              </bdi>
            ) : (
              <ExternalLink url={interaction.url}>{host}</ExternalLink>
            )}
          </Fact>
        )}
      </dl>
    </header>
  );
};

const Resolved = ({ resolved }: { readonly resolved: boolean | null }) => {
  switch (resolved) {
    case true:
      return <Badge icon={<CircleCheck aria-hidden="true" />}>Resolved flag: yes</Badge>;
    case false:
      return <Badge icon={<CircleDot aria-hidden="true" />}>Resolved flag: no</Badge>;
    case null:
      return <Badge icon={<CircleDashed aria-hidden="true" />}>Resolved flag: not set</Badge>;
  }
};

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className={styles['fact']}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const CopyButton = ({ text, what }: { readonly text: string; readonly what: string }) => (
  <IconButton
    size="small"
    icon={<Copy />}
    label={`Copy ${what.toLowerCase()}`}
    onClick={() =>
      void copyText(text).then((copied) => {
        if (copied) toast.done(`${what} copied`);
      })
    }
  />
);
