/**
 * A stand-in for Fini's public API: the read endpoints, their rules, errors and limit, over real HTTP, with faults on
 * demand. It holds its interactions in memory and is quick enough at 100,000 of them not to be what a test measures.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { moveToTop, renderPage } from './bad-pages.ts';
import { deliver, jsonReply, type Reply, spoil, withDate } from './delivery.ts';
import { HttpError } from './errors.ts';
import { createFaultTable, type Fault, type FaultContext, type FaultRule } from './faults.ts';
import { type ListQuery, parseListQuery } from './query.ts';
import { createRateLimiter, type RateLimit, retryAfterHeader } from './rate-limiter.ts';
import { type Agent, DEFAULT_AGENTS, tagGroupsOf, tagsOf } from './reference.ts';
import { type CursorKind, type InteractionInput, InteractionStore, type Page } from './store.ts';

export interface FiniKey {
  readonly key: string;
  /** What the key may do: `no-scope` and `other-workspace` are answered with 403. Default `read`. */
  readonly access?: 'read' | 'no-scope' | 'other-workspace';
}

export interface FiniApiOptions {
  /** Objects or lines of JSON, in any order. */
  readonly interactions: Iterable<InteractionInput>;
  /** Default: one made-up key that may read. */
  readonly keys?: readonly FiniKey[];
  /** Default: no limit. `true` is Fini's, 100 requests in 60 s. */
  readonly rateLimit?: boolean | RateLimit;
  /** Wait before every answer; a function is asked each time. */
  readonly latencyMs?: number | (() => number);
  /** Call the list `conversations`, as a newer page of Fini's reference does. */
  readonly conversationsKey?: boolean;
  /** Which time the window is compared with; Fini's reference does not say. Default `last-message`. */
  readonly windowTests?: 'last-message' | 'creation';
  /** How a cursor names its place. Default `id`. */
  readonly cursors?: CursorKind;
  /** Rows a page holds at most, however many are asked for. Default 100. */
  readonly largestPage?: number;
  /** How far the server's clock is ahead of this machine's, ms. Default 0. The data's times are the caller's own matter. */
  readonly clockOffset?: number;
  readonly agents?: readonly Agent[];
  /** Default: by the interaction id's hash. */
  readonly agentOf?: (interactionId: string) => string;
  /** Default: any free one. */
  readonly port?: number;
}

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
  /** Epoch ms of arrival. */
  readonly at: number;
  /** Place of the key among `keys`, -1 for none or a wrong one. The key itself is not recorded. */
  readonly key: number;
  /** Null while it is worked on, and when the connection failed before the headers. */
  readonly status: number | null;
  /** The page as it was before any fault of it, null where there was none. */
  readonly page: { readonly ids: readonly string[]; readonly nextCursor: string | null } | null;
  readonly faults: readonly Fault['kind'][];
}

/** Something a read-only client must never do. */
export interface Violation {
  readonly reason: 'not-get' | 'unknown-path' | 'key-in-url' | 'redirect-followed';
  readonly method: string;
  readonly path: string;
  readonly at: number;
  /** Whether the Authorization header was sent along. */
  readonly withKey: boolean;
}

export interface FiniApi {
  /** Origin, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** The first key. */
  readonly key: string;
  readonly keys: readonly FiniKey[];
  readonly requests: readonly RecordedRequest[];
  readonly violations: readonly Violation[];
  /** Interactions held now. */
  readonly size: number;
  /** What the server holds now, newest first, as JSON text. */
  lines(): Iterable<string>;
  /** Replaces all rules and starts counting requests anew. */
  setFaults(...rules: readonly FaultRule[]): void;
  addInteractions(interactions: Iterable<InteractionInput>): void;
  /** Replaces the interaction that has the same id. */
  updateInteraction(interaction: InteractionInput): void;
  /** Gives an interaction a new message, at `at` (default now). */
  moveToTop(id: string, at?: number): void;
  clearRequests(): void;
  /** Cuts every connection and stops listening; what it holds and recorded stays. */
  stop(): Promise<void>;
  /** Listens again on the same port. */
  restart(): Promise<void>;
}

const LIST_PATH = '/v2/hc-interactions/public';
const ONE_PATH = /^\/v2\/hc-interactions\/([^/]+)\/public$/u;
const TAGS_OF_GROUP_PATH = /^\/v2\/tag-groups\/([^/]+)\/tags\/public$/u;

type Endpoint = FaultContext['endpoint'];
const endpointOf = (path: string): Endpoint | null => {
  if (path === LIST_PATH) return 'list';
  if (path === '/v2/bots/public') return 'bots';
  if (path === '/v2/tag-groups/public') return 'tag-groups';
  if (path === '/v2/tag-groups/tags/public' || TAGS_OF_GROUP_PATH.test(path)) return 'tags';
  return ONE_PATH.test(path) ? 'interaction' : null;
};

const bearerOf = (request: IncomingMessage): string | null =>
  /^Bearer (\S+)$/u.exec(request.headers.authorization ?? '')?.[1] ?? null;

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

const close = (server: Server, sockets: ReadonlySet<Socket>): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });

const queryRecord = (parameters: URLSearchParams): Record<string, string[]> => {
  const record: Record<string, string[]> = {};
  for (const name of new Set(parameters.keys())) {
    record[name] = parameters.getAll(name).map((value) => (value.startsWith('fini_') ? '(key)' : value));
  }
  return record;
};

/** The interactions by which a fault finds its page. */
const landmarksOf = (store: InteractionStore): { newest: string; median: string; oldest: string } => {
  const rows = store.rows();
  const idAt = (index: number): string => rows[index]?.id ?? '';
  return { newest: idAt(0), median: idAt(rows.length >> 1), oldest: idAt(rows.length - 1) };
};

/** Starts a stand-in server on 127.0.0.1. */
export const startFiniApi = async (options: FiniApiOptions): Promise<FiniApi> => {
  const keys = options.keys ?? [{ key: `fini_${randomBytes(18).toString('base64url')}` }];
  const agents = options.agents ?? DEFAULT_AGENTS;
  const byHash = (id: string): string =>
    agents[(createHash('sha1').update(id).digest()[0] ?? 0) % agents.length]?.id ?? '';
  const store = new InteractionStore(options.agentOf ?? byHash, options.cursors);
  store.add(options.interactions);
  const limit: RateLimit | null =
    options.rateLimit === true ? {} : options.rateLimit === false ? null : (options.rateLimit ?? null);
  const limiter = limit ? createRateLimiter(limit) : null;
  const windowTests = options.windowTests ?? 'last-message';
  const largestPage = options.largestPage ?? 100;
  const clockOffset = options.clockOffset ?? 0;
  const rowsKey = options.conversationsKey ? 'conversations' : 'interactions';

  type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };
  const requests: Mutable<RecordedRequest>[] = [];
  const violations: Violation[] = [];
  let faultTable = createFaultTable([]);
  let landmarks = landmarksOf(store);

  const report = (reason: Violation['reason'], request: IncomingMessage, path: string): void => {
    const withKey = request.headers.authorization !== undefined;
    violations.push({ reason, method: request.method ?? '', path, at: Date.now(), withKey });
  };

  const authorize = (request: IncomingMessage, now: number): void => {
    const bearer = bearerOf(request);
    const known = keys.find(({ key }) => key === bearer);
    if (!known) throw new HttpError(401, 'Invalid or missing API key');
    if (known.access === 'no-scope') throw new HttpError(403, 'This API key does not have the required scope: read');
    if (known.access === 'other-workspace') throw new HttpError(403, 'This API key belongs to another workspace');
    const wait = limiter?.admit(known.key, now) ?? null;
    if (limit && wait !== null) {
      throw new HttpError(429, 'Too many requests', retryAfterHeader(limit, wait, now));
    }
  };

  const answer = (
    endpoint: Endpoint,
    url: URL,
    page: Page | null,
    query: ListQuery | null,
    faults: readonly Fault[],
  ): Reply => {
    switch (endpoint) {
      case 'list':
        if (!page || !query) throw new HttpError(500, 'Internal server error');
        return jsonReply(renderPage(page, query, faults, store, rowsKey));
      case 'interaction': {
        const row = store.get(decodeURIComponent(ONE_PATH.exec(url.pathname)?.[1] ?? ''));
        if (!row) throw new HttpError(500, 'Internal server error');
        return jsonReply(row.json);
      }
      case 'bots':
        return jsonReply(JSON.stringify(agents));
      case 'tag-groups':
        return jsonReply(JSON.stringify(tagGroupsOf(store.tags.values())));
      case 'tags': {
        const one = TAGS_OF_GROUP_PATH.exec(url.pathname)?.[1];
        const groups = one === undefined ? url.searchParams.getAll('tagGroupIds') : [decodeURIComponent(one)];
        if (groups.length === 0) throw new HttpError(400, 'tagGroupIds should not be empty');
        return jsonReply(JSON.stringify(tagsOf(store.tags.values(), groups)));
      }
    }
  };

  const serve = async (request: IncomingMessage, response: ServerResponse, halfOpen: () => void): Promise<void> => {
    const at = Date.now();
    const now = at + clockOffset;
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const bearer = bearerOf(request);
    const record: Mutable<RecordedRequest> = {
      method: request.method ?? '',
      path: url.pathname,
      query: queryRecord(url.searchParams),
      at,
      key: keys.findIndex(({ key }) => key === bearer),
      status: null,
      page: null,
      faults: [],
    };
    requests.push(record);
    const endpoint = endpointOf(url.pathname);
    if (request.method !== 'GET') report('not-get', request, url.pathname);
    else if (!endpoint) report('unknown-path', request, url.pathname);
    if (url.search.includes('fini_')) report('key-in-url', request, url.pathname);

    let faults: readonly Fault[] = [];
    let reply: Reply;
    try {
      if (request.method !== 'GET') throw new HttpError(405, 'The stand-in is read-only and wrote this down.');
      authorize(request, at);
      if (!endpoint) throw new HttpError(404, `Cannot GET ${url.pathname}`);
      const index = faultTable.next(endpoint);
      const asked = endpoint === 'list' ? parseListQuery(url.searchParams, now) : null;
      const query = asked && { ...asked, limit: Math.min(asked.limit, largestPage) };
      const page = query ? store.page(query, windowTests) : null;
      const ids = page?.rows.map(({ id }) => id) ?? [];
      if (page) record.page = { ids, nextCursor: page.nextCursor };
      const isFirst = endpoint === 'list' && query?.cursor === null;
      const context = {
        endpoint,
        index,
        query,
        first: isFirst,
        middle: page?.middle ?? false,
        last: page?.last ?? false,
        newest: ids.includes(landmarks.newest),
        median: ids.includes(landmarks.median),
        oldest: ids.includes(landmarks.oldest),
      };
      faults = faultTable.take(context);
      record.faults = faults.map(({ kind }) => kind);
      reply = answer(endpoint, url, page, query, faults);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      reply = jsonReply(error.body(), error.status, error.headers);
    }

    const latency = typeof options.latencyMs === 'function' ? options.latencyMs() : (options.latencyMs ?? 0);
    if (latency > 0) await sleep(latency);
    if (clockOffset !== 0) reply = withDate(reply, Date.now() + clockOffset);
    const spoilt = spoil(reply, faults, `${elsewhereUrl}${url.pathname}${url.search}`);
    record.status = spoilt.status;
    if (!(await deliver(response, spoilt, faults, halfOpen))) record.status = null;
  };

  const sockets = new Set<Socket>();
  const abandoned = new WeakSet<Socket>();
  const newServer = (): Server => {
    const server = createServer((request, response) => {
      // Pipelined or not, nothing more is answered on a connection that was declared half-open.
      if (abandoned.has(request.socket)) return;
      serve(request, response, () => abandoned.add(request.socket)).catch((error: unknown) => {
        // A defect of the stand-in must not pass for a fault it was told to make.
        console.error('The stand-in Fini server failed:', error);
        response.destroy();
      });
    });
    server.keepAliveTimeout = 60_000;
    server.requestTimeout = 0;
    server.headersTimeout = 0;
    server.on('connection', (socket) => {
      socket.on('error', () => socket.destroy());
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    return server;
  };

  // Another origin, to which redirects lead. A client that follows finds a believable, empty last page.
  const elsewhere = createServer((request, response) => {
    report('redirect-followed', request, new URL(request.url ?? '/', 'http://elsewhere').pathname);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(`{"${rowsKey}":[],"hasMore":false,"nextCursor":null,"prevCursor":null}`);
  });
  elsewhere.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  let server: Server | null = newServer();
  const port = await listen(server, options.port ?? 0);
  let elsewhereUrl = `http://127.0.0.1:${await listen(elsewhere, 0)}`;

  const stop = async (): Promise<void> => {
    const running = server;
    server = null;
    if (!running) return;
    await Promise.all([close(running, sockets), close(elsewhere, sockets)]);
  };

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    key: keys[0]?.key ?? '',
    keys,
    requests,
    violations,
    get size() {
      return store.size;
    },
    lines: function* () {
      for (const row of store.rows()) yield row.json.toString();
    },
    setFaults: (...rules) => {
      faultTable = createFaultTable(rules);
      landmarks = landmarksOf(store);
    },
    addInteractions: (interactions) => store.add(interactions),
    updateInteraction: (interaction) => store.add([interaction]),
    moveToTop: (id, at = Date.now() + clockOffset) => moveToTop(store, id, at),
    clearRequests: () => {
      requests.length = 0;
    },
    stop,
    restart: async () => {
      await stop();
      const next = newServer();
      await listen(next, port);
      server = next;
      elsewhereUrl = `http://127.0.0.1:${await listen(elsewhere, 0)}`;
    },
  };
};
