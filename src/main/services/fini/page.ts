/** A page as it comes over the wire, checked row by row. */
import { z } from 'zod';
import { type Interaction, interactionSchema } from '#shared/domain/interaction.ts';
import type { FetchedPage } from './client.ts';
import { UnexpectedShapeError } from './errors.ts';

const cursorSchema = z
  .union([z.string(), z.number()])
  .nullish()
  // Treated as opaque; an empty one cannot be asked for.
  .transform((value) => (value === null || value === undefined || value === '' ? null : String(value)));

const envelopeSchema = z.object({
  interactions: z.array(z.unknown()).nullish(),
  /** The key a newer page of the reference uses. */
  conversations: z.array(z.unknown()).nullish(),
  hasMore: z.boolean().nullish(),
  nextCursor: cursorSchema,
});

/**
 * Checks an answer's body. A row that is not an interaction is counted and left out; the page goes on.
 *
 * @throws UnexpectedShapeError when the body is no page at all
 */
export const parsePage = (body: unknown): FetchedPage => {
  const envelope = envelopeSchema.safeParse(body);
  if (!envelope.success) {
    // Paths and codes only: an issue's own message may quote the value.
    const reason = envelope.error.issues
      .map((issue) => `${issue.path.map(String).join('.')}: ${issue.code}`)
      .join('; ');
    throw new UnexpectedShapeError(reason);
  }
  const { interactions, conversations, hasMore, nextCursor } = envelope.data;
  const candidates = interactions ?? conversations;
  if (!candidates) throw new UnexpectedShapeError('neither interactions nor conversations');

  const rows: Interaction[] = [];
  for (const candidate of candidates) {
    const row = interactionSchema.safeParse(candidate);
    if (row.success) rows.push(row.data);
  }
  return {
    rows,
    quarantined: candidates.length - rows.length,
    hasMore: hasMore ?? nextCursor !== null,
    nextCursor,
  };
};
