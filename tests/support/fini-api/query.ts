/** The list endpoint's query: what it means, and the sentence for every rule it can break. */
import { BadRequest } from './errors.ts';

const DAY = 86_400_000;
const LONGEST_WINDOW = 90 * DAY;
const DEFAULT_WINDOW = 7 * DAY;
const LARGEST_LIMIT = 100;
const DEFAULT_LIMIT = 50;

export interface ListQuery {
  /** Epoch ms, in the window. */
  readonly since: number;
  /** Epoch ms, no longer in the window. */
  readonly until: number;
  readonly limit: number;
  readonly cursor: string | null;
  readonly direction: 'next' | 'previous';
  readonly agentId: string | null;
  /** Null when not asked for: every source. */
  readonly sources: ReadonlySet<string> | null;
  readonly channels: ReadonlySet<string> | null;
}

const integer = (parameters: URLSearchParams, name: string, fallback: number): number => {
  const given = parameters.get(name);
  if (given === null) return fallback;
  if (!/^-?\d{1,16}$/u.test(given)) throw new BadRequest(`${name} must be an integer number`);
  return Number(given);
};

/** Values of a parameter given as csv, repeated, or both; null when it is absent or empty. */
const values = (parameters: URLSearchParams, name: string): ReadonlySet<string> | null => {
  const all = parameters
    .getAll(name)
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');
  return all.length === 0 ? null : new Set(all);
};

/**
 * Reads the query of the list endpoint.
 *
 * @param now epoch ms, for the default window
 * @throws BadRequest quoting the rule that was broken
 */
export const parseListQuery = (parameters: URLSearchParams, now: number): ListQuery => {
  const until = integer(parameters, 'until', now);
  const since = integer(parameters, 'since', now - DEFAULT_WINDOW);
  const limit = integer(parameters, 'limit', DEFAULT_LIMIT);
  const direction = parameters.get('direction') ?? 'next';

  if (since < 0) throw new BadRequest('since must not be less than 0');
  if (since >= until) throw new BadRequest('since must be less than until');
  if (until - since > LONGEST_WINDOW)
    throw new BadRequest('The window between since and until must not exceed 90 days');
  if (limit < 1) throw new BadRequest('limit must not be less than 1');
  if (limit > LARGEST_LIMIT) throw new BadRequest('limit must not be greater than 100');
  if (direction !== 'next' && direction !== 'previous') {
    throw new BadRequest('direction must be one of the following values: next, previous');
  }
  const cursor = parameters.get('cursor');
  if (cursor === '') throw new BadRequest('cursor should not be empty');
  return {
    since,
    until,
    limit,
    cursor,
    direction,
    agentId: parameters.get('agentId'),
    sources: values(parameters, 'source'),
    channels: values(parameters, 'channel'),
  };
};
