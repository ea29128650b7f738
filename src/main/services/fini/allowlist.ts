/** The only requests the application ever makes. DELETE shares a path with the list, so method and path go together. */
import { InternalError } from '#shared/errors.ts';
import { isLoopback } from './base-url.ts';

export const LIST_PATH = '/v2/hc-interactions/public';
export const AGENTS_PATH = '/v2/bots/public';
export const TAG_GROUPS_PATH = '/v2/tag-groups/public';
export const TAGS_PATH = '/v2/tag-groups/tags/public';

const READS: readonly RegExp[] = [
  /^\/v2\/hc-interactions\/public$/u,
  /^\/v2\/hc-interactions\/[^/]+\/public$/u,
  /^\/v2\/bots\/public$/u,
  /^\/v2\/tag-groups\/public$/u,
  /^\/v2\/tag-groups\/[^/]+\/tags\/public$/u,
  /^\/v2\/tag-groups\/tags\/public$/u,
];

/** True for a read of Fini's public API at the configured origin. */
export const isAllowedRequest = (method: string, url: URL, base: URL): boolean =>
  method === 'GET' &&
  url.origin === base.origin &&
  (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) &&
  READS.some((read) => read.test(url.pathname));

/**
 * Stands before every request.
 *
 * @throws InternalError when the request is not a known read of the configured origin: that is a defect
 */
export const assertAllowedRequest = (method: string, url: URL, base: URL): void => {
  if (!isAllowedRequest(method, url, base)) throw new InternalError('a request that is not on the list of reads');
};
