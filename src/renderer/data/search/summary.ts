/** List rows from the index alone: no page is read for them. */
import type { InteractionSummary } from '#shared/contract/data.ts';
import type { FoldedReview } from '#shared/review/fold.ts';
import type { Agents } from '../agents/agent-book.ts';
import { type Columns, csatAt, namesAt } from '../index/columns.ts';
import { hasFeedbackOf, resolvedOf } from '../index/flags.ts';
import { idLength } from '../index/records.ts';
import { isStaleReview } from '../index/review-bits.ts';
import { recordRowOf } from './record-rows.ts';
import type { Found } from './search-index.ts';

export const summaryOf = (
  { segment: { columns, review: bits }, document }: Found,
  reviewOf: (interactionId: string) => FoldedReview,
  agents: Pick<Agents, 'sets' | 'setAt' | 'nameOf'>,
): InteractionSummary => {
  const record = recordRowOf(columns, document);
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
    agents: agentsAt(columns, document, agents),
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

const agentsAt = (
  { records, recordsFrom }: Columns,
  document: number,
  { sets, setAt, nameOf }: Pick<Agents, 'sets' | 'setAt' | 'nameOf'>,
): readonly string[] => {
  // Most workspaces are never asked agent by agent.
  if (sets.length <= 1) return [];
  const at = recordsFrom[document]!;
  return sets[setAt(records, at, at + idLength(records, at))]!.map(nameOf);
};
