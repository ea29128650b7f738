import type { FiniApi } from '../../support/fini-api/index.ts';

export interface TestInteraction extends Readonly<Record<string, unknown>> {
  readonly id: string;
}

/** A small interaction whose latest message is at `at`. */
export const interactionAt = (
  id: string,
  at: number,
  more: Readonly<Record<string, unknown>> = {},
): TestInteraction => ({
  id,
  createdAt: at - 1000,
  source: 'zendesk',
  channel: 'email',
  status: 'Resolved',
  userAttributes: {},
  events: [{ id: `${id}-1`, createdAt: at, role: 'user', type: 'message', message: 'Where is my refund?', tags: [] }],
  ...more,
});

/** `count` interactions, a minute apart, the newest one minute before `now`. */
export const interactionsBefore = (now: number, count: number): readonly TestInteraction[] =>
  Array.from({ length: count }, (_, index) => interactionAt(`row-${index}`, now - (index + 1) * 60_000));

export interface ListAnswer {
  readonly interactions: readonly TestInteraction[];
  readonly hasMore: boolean;
  readonly nextCursor: string | null;
  readonly prevCursor: string | null;
}

/** A request with the first key. */
export const get = (
  api: FiniApi,
  path: string,
  query: Readonly<Record<string, string | number | readonly string[]>> = {},
  init: RequestInit = {},
): Promise<Response> => {
  const url = new URL(path, api.url);
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(one));
  }
  return fetch(url, { ...init, headers: { authorization: `Bearer ${api.key}`, ...init.headers } });
};

export const LIST = '/v2/hc-interactions/public';

export const list = async (api: FiniApi, query: Parameters<typeof get>[2] = {}): Promise<ListAnswer> => {
  const response = await get(api, LIST, query);
  if (response.status !== 200)
    throw new Error(`The list was answered with ${response.status}: ${await response.text()}`);
  return (await response.json()) as ListAnswer;
};

/** Every page from the newest on, as a client that trusts the server walks them. */
export const walk = async (api: FiniApi, query: Parameters<typeof get>[2] = {}): Promise<readonly ListAnswer[]> => {
  const pages: ListAnswer[] = [];
  let cursor: string | null = null;
  do {
    const page: ListAnswer = await list(api, cursor === null ? query : { ...query, cursor });
    pages.push(page);
    cursor = page.nextCursor;
  } while (cursor !== null && pages.length < 10_000);
  return pages;
};

export const idsOf = (pages: readonly ListAnswer[]): readonly string[] =>
  pages.flatMap((page) => page.interactions.map(({ id }) => id));
