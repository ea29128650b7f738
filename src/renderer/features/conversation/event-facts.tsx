import { BookOpen, Check, Flag, MessageSquareQuote, Paperclip, Star, ThumbsDown, ThumbsUp, X } from 'lucide-react';
import type { Article, Attachment, InteractionEvent, Tag } from '#shared/domain/interaction.ts';
import type { TagJudgement } from '#shared/domain/journal.ts';
import { Badge } from '../../ui/badge.tsx';
import { formatBytes, formatCsat, formatDateTime } from '../../ui/format.ts';
import { Highlight } from '../../ui/highlight.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { attachmentFacts } from './attachments.ts';
import { ExternalLink } from './external-link.tsx';
import { isBlank, oneLine } from './plain-text.ts';
import styles from './turn.module.css';

export interface EventFactsProps {
  readonly event: InteractionEvent;
  readonly terms: readonly string[];
  readonly judgements: Readonly<Record<string, TagJudgement>>;
  readonly now: number;
}

/** What hangs on one event: ratings, feedback, tags, cited articles and files. */
export const EventFacts = ({ event, terms, judgements, now }: EventFactsProps) => (
  <>
    {event.attachments.length > 0 ? <Attachments attachments={event.attachments} now={now} /> : null}
    {event.feedback === null || isBlank(event.feedback) ? null : (
      <p className={styles['feedback']}>
        <MessageSquareQuote aria-hidden="true" />
        <span>
          <span className={styles['factName']}>Feedback </span>
          <bdi>
            <Highlight text={oneLine(event.feedback)} terms={terms} />
          </bdi>
        </span>
      </p>
    )}
    {event.csatRating !== null || event.approved !== null || event.resolved !== null || event.tags.length > 0 ? (
      <div className={styles['facts']}>
        {event.approved === null ? null : event.approved ? (
          <Badge tone="pass" icon={<ThumbsUp aria-hidden="true" />}>
            Thumbs up
          </Badge>
        ) : (
          <Badge tone="fail" icon={<ThumbsDown aria-hidden="true" />}>
            Thumbs down
          </Badge>
        )}
        {event.csatRating === null ? null : (
          <Badge icon={<Star aria-hidden="true" />}>CSAT {formatCsat(event.csatRating)}</Badge>
        )}
        {event.resolved === null ? null : (
          <Badge icon={<Flag aria-hidden="true" />}>{event.resolved ? 'Flag resolved' : 'Flag open'}</Badge>
        )}
        {event.tags.map((tag, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a tag may stand on an event twice
          <TagBadge key={index} tag={tag} judgement={judgementOf(judgements, tag.id)} terms={terms} />
        ))}
      </div>
    ) : null}
    {event.usedArticles.length > 0 ? <Articles articles={event.usedArticles} terms={terms} /> : null}
  </>
);

const judgementOf = (judgements: Readonly<Record<string, TagJudgement>>, tagId: string): TagJudgement | null =>
  Object.hasOwn(judgements, tagId) ? (judgements[tagId] ?? null) : null;

/** A tag, with what the reviewer said of it. */
export const TagBadge = ({
  tag,
  judgement,
  terms,
}: {
  readonly tag: Tag;
  readonly judgement: TagJudgement | null;
  readonly terms: readonly string[];
}) => (
  <Badge
    tone={judgement === 'right' ? 'pass' : judgement === 'wrong' ? 'fail' : 'neutral'}
    icon={
      judgement === 'right' ? <Check aria-hidden="true" /> : judgement === 'wrong' ? <X aria-hidden="true" /> : null
    }
  >
    <bdi>
      <Highlight text={oneLine(tag.name) || 'unnamed tag'} terms={terms} />
    </bdi>
    {judgement === null ? null : <VisuallyHidden> (judged {judgement})</VisuallyHidden>}
  </Badge>
);

export const Articles = ({
  articles,
  terms,
}: {
  readonly articles: readonly Article[];
  readonly terms: readonly string[];
}) => (
  <ul className={styles['articles']} aria-label="Cited articles">
    {articles.map((article, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: an article may be cited twice
      <li key={index}>
        <BookOpen aria-hidden="true" />
        <ExternalLink url={article.documentUrl}>
          <bdi>
            <Highlight text={oneLine(article.title) || 'Untitled article'} terms={terms} />
          </bdi>
        </ExternalLink>
      </li>
    ))}
  </ul>
);

const Attachments = ({ attachments, now }: { readonly attachments: readonly Attachment[]; readonly now: number }) => (
  <ul className={styles['attachments']} aria-label="Attachments">
    {attachments.map((attachment, index) => {
      const { name, contentType, sizeBytes, expiresAt } = attachmentFacts(attachment);
      const facts = [
        contentType === name ? null : contentType,
        sizeBytes === null ? null : formatBytes(sizeBytes),
        expiresAt === null ? null : expiresAt <= now ? 'link has expired' : `link expires ${formatDateTime(expiresAt)}`,
      ].filter((fact) => fact !== null);
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: attachments have no id
        <li key={index} title="Files are named here, never loaded">
          <Paperclip aria-hidden="true" />
          <bdi className={styles['fileName']}>{name}</bdi>
          {facts.length > 0 ? <span className={styles['fileFacts']}>{facts.join(' · ')}</span> : null}
        </li>
      );
    })}
  </ul>
);
