/** What benchmarks ask of our cache: to be filled and opened anew, to take pages by the clock, to fill a real workspace. */
import { hostContract } from '#shared/contract/host.ts';
import { workerContract } from '#shared/contract/worker.ts';
import { openChannel } from '#shared/rpc/channel.ts';
import { openHostSocket } from '../../../src/renderer/data/host-socket.ts';
import type { WorkspaceDesk } from '../../../src/renderer/data/workspace-desk.ts';
import type { CorpusSource, Engine, FileSpan } from './engine.ts';
import { feed, openDesk, ourEngine, removeOwnDatabase } from './ours.ts';

export interface OwnCorpus {
  readonly corpus: CorpusSource;
  readonly sideWorkerUrl: string;
  /** Epoch ms of the oldest message, and just after the newest. */
  readonly since: number;
  readonly until: number;
}

export interface HostAddress {
  readonly hostUrl: string;
  readonly token: string;
  readonly apiKey: string;
}

export interface IngestTimes {
  /** Milliseconds until every page was acknowledged. */
  readonly acknowledged: number;
  /** Milliseconds that merging and storing the index went on after that. */
  readonly settling: number;
}

let ingesting: WorkspaceDesk | null = null;
const opened = (): WorkspaceDesk => {
  if (!ingesting) throw new Error('The cache is not open.');
  return ingesting;
};

/** Fills our cache and opens it anew, as after a restart. */
export const fillAndReopen = async (
  input: OwnCorpus,
): Promise<{ readonly engine: Engine; readonly feed_s: number; readonly open_s: number }> => {
  await removeOwnDatabase();
  const filling = await openDesk(input.sideWorkerUrl);
  const milliseconds = await feed(filling, input.corpus, input, { from: 0, to: input.corpus.files });
  await filling.cache.settled();
  await filling.close();
  const started = performance.now();
  const desk = await openDesk(input.sideWorkerUrl);
  await desk.cache.settled();
  return {
    engine: ourEngine(desk) as Engine,
    feed_s: milliseconds / 1000,
    open_s: (performance.now() - started) / 1000,
  };
};

export const ingestOpen = async ({ sideWorkerUrl }: { readonly sideWorkerUrl: string }): Promise<void> => {
  await removeOwnDatabase();
  ingesting = await openDesk(sideWorkerUrl);
};

export const ingestFeed = async (input: OwnCorpus & FileSpan): Promise<IngestTimes> => {
  const desk = opened();
  const acknowledged = await feed(desk, input.corpus, input, input);
  const started = performance.now();
  await desk.cache.settled();
  return { acknowledged, settling: performance.now() - started };
};

export const ingestClose = async (): Promise<void> => {
  await opened().close();
  ingesting = null;
};

/** Connects a workspace at a running host and fills its cache, as a sync would. Answers with its seconds. */
export const fillWorkspace = async (input: OwnCorpus & HostAddress): Promise<number> => {
  const started = performance.now();
  const none = (): never => {
    throw new Error('Nothing is fetched here.');
  };
  const handlers = Object.fromEntries(Object.keys(workerContract).map((name) => [name, none]));
  const channel = openChannel(
    openHostSocket(input.hostUrl, input.token),
    { contract: workerContract, handlers: handlers as never },
    hostContract,
  );
  const host = channel.remote;
  const { id } = await host.workspaceCreate({
    kind: 'fini',
    name: 'Bench',
    reviewerName: 'Robin',
    apiKey: input.apiKey,
  });
  const desk = await openDesk(input.sideWorkerUrl, { host, workspaceId: id });
  await feed(desk, input.corpus, input, { from: 0, to: input.corpus.files });
  await desk.cache.settled();
  await desk.close();
  channel.close();
  return (performance.now() - started) / 1000;
};
