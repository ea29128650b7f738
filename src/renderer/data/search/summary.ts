/** List rows from the index alone: no page is read for them. */
import type { InteractionSummary } from '#shared/contract/data.ts';
import type { FoldedReview } from '#shared/review/fold.ts';
import type { Agents } from '../agents/agent-book.ts';
import { csatAt, namesAt } from '../index/columns.ts';
import { hasFeedbackOf, resolvedOf } from '../index/flags.ts';
import { readRecord } from '../index/records.ts';
import { isStaleReview } from '../index/review-bits.ts';
import type { Found } from './search-index.ts';

export const summaryOf = (
  { segment: { columns, review: bits }, document }: Found,
  reviewOf: (interactionId: string) => FoldedReview,
  agents: Pick<Agents, 'agentsOf' | 'nameOf'>,
): InteractionSummary => {
  const record = readRecord(columns.records, columns.recordsFrom[document]!);
  const { source, channel, status } = columns.dictionaries;
  const review = reviewOf(record.id);
  const flags = columns.flags[document]!;
  const changedAt = columns.changedAt?.[document] ?? 0;
  return {
    id: record.id,
    createdAt: columns.createdAt[document]!,
    lastMessageAt: columns.lastMessageAt[document]!,
    subject: record.subject,
    snippet: record.snippet,
    source: source[columns.source[document]!]!,
    channel: channel[columns.channel[document]!]!,
    status: status[columns.status[document]!]!,
    agents: agents.agentsOf(record.id).map(agents.nameOf),
    resolved: resolvedOf(flags),
    csat: csatAt(columns, document),
    hasFeedback: hasFeedbackOf(flags),
    turns: columns.turns[document]!,
    tags: namesAt(columns, 'tag', document),
    verdict: review.verdict,
    labels: review.labels,
    hasNote: review.note !== '',
    changedAt: changedAt === 0 ? null : changedAt,
    stale: isStaleReview(bits[document]!),
  };
};
