/** Lists of small records beside the interactions, checked one by one as they come over the wire. */
import type { z } from 'zod';
import { UnexpectedShapeError } from './errors.ts';

/**
 * The records of an answer that have the shape; others are left out.
 *
 * @throws UnexpectedShapeError when the answer is no list
 */
export const parseRows = <Row extends z.ZodType>(body: unknown, schema: Row): readonly z.output<Row>[] => {
  if (!Array.isArray(body)) throw new UnexpectedShapeError('not a list');
  return body.flatMap((candidate: unknown) => {
    const row = schema.safeParse(candidate);
    return row.success ? [row.data] : [];
  });
};
