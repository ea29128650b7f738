/** List rows from the index alone: no page is read for them. */
import type { InteractionSummary } from '#shared/contract/data.ts';
import type { FoldedReview } from '#shared/review/fold.ts';
import { hasFeedbackOf, resolvedOf } from '../index/columns.ts';
import { readRecord } from '../index/records.ts';
import type { Found } from './search-index.ts';

export const summaryOf = (
  { segment: { columns }, document }: Found,
  reviewOf: (interactionId: string) => FoldedReview,
): InteractionSummary => {
  const record = readRecord(columns.records, columns.recordsFrom[document]!);
  const { source, channel, status, tag } = columns.dictionaries;
  const review = reviewOf(record.id);
  const csat = columns.csat[document]!;
  const flags = columns.flags[document]!;
  const tags: string[] = [];
  for (let at = columns.tagsFrom[document]!; at < columns.tagsFrom[document + 1]!; at += 1)
    tags.push(tag[columns.tags[at]!]!);
  return {
    id: record.id,
    createdAt: columns.createdAt[document]!,
    lastMessageAt: columns.lastMessageAt[document]!,
    subject: record.subject,
    snippet: record.snippet,
    source: source[columns.source[document]!]!,
    channel: channel[columns.channel[document]!]!,
    status: status[columns.status[document]!]!,
    resolved: resolvedOf(flags),
    csat: Number.isNaN(csat) ? null : csat,
    hasFeedback: hasFeedbackOf(flags),
    turns: columns.turns[document]!,
    tags,
    verdict: review.verdict,
    labels: review.labels,
    hasNote: review.note !== '',
  };
};
