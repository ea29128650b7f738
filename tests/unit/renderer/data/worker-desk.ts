/** The data worker between a window and a host, over real message ports. */
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach } from 'vitest';
import { type DataApi, dataContract, type UiContract, uiContract } from '#shared/contract/data.ts';
import { hostContract } from '#shared/contract/host.ts';
import { type WorkerApi, workerContract } from '#shared/contract/worker.ts';
import { type Interaction, interactionSchema } from '#shared/domain/interaction.ts';
import { openChannel } from '#shared/rpc/channel.ts';
import type { Handlers } from '#shared/rpc/contract.ts';
import { messagePort } from '#shared/rpc/message-port.ts';
import { deleteDatabase } from '../../../../src/renderer/data/cache/database.ts';
import { serveData } from '../../../../src/renderer/data/serve.ts';
import { checkpoint, WORKSPACE } from './interactions.ts';
import type { TestHost } from './test-host.ts';

export const interaction = (number: number, message: string): Interaction =>
  interactionSchema.parse({
    id: `conversation-${number}`,
    createdAt: 1000 + number,
    source: 'zendesk',
    subjectPreview: `Subject ${number}`,
    events: [{ id: `e${number}`, createdAt: 1000 + number, role: 'user', type: 'message', message }],
  });

/** This many interactions of Zendesk; every other one asks for a refund. */
export const rows = (count: number): readonly Interaction[] =>
  Array.from({ length: count }, (_, index) => interaction(index, index % 2 === 0 ? 'refund please' : 'thanks'));

/** An interaction as a whole, as what a judgement is about. */
export const whole = (interactionId: string) => ({ interactionId, eventId: null });

const startDesk = (host: TestHost, expected: string | null) => {
  const ui = new MessageChannel();
  const link = new MessageChannel();
  const told: { name: string; input: unknown }[] = [];
  const tell =
    (name: keyof UiContract) =>
    (input: unknown): void => {
      told.push({ name, input });
    };
  const uiHandlers: Handlers<UiContract> = {
    cacheChanged: tell('cacheChanged'),
    openProgress: tell('openProgress'),
    syncProgress: tell('syncProgress'),
    exportProgress: tell('exportProgress'),
    command: tell('command'),
    hostLost: tell('hostLost'),
  };
  serveData({ ui: messagePort(ui.port2), host: messagePort(link.port2) }, undefined, expected);
  const hostEnd = openChannel(
    messagePort(link.port1),
    { contract: hostContract, handlers: host.handlers },
    workerContract,
  );
  const uiEnd = openChannel(messagePort(ui.port1), { contract: uiContract, handlers: uiHandlers }, dataContract);
  const data: DataApi = uiEnd.remote;
  const worker: WorkerApi = hostEnd.remote;
  const putPage = (rows: readonly Interaction[], fields = {}) =>
    worker.putPage({ runId: 'run', workspaceId: WORKSPACE, checkpoint: checkpoint(fields), rows });
  return {
    data,
    worker,
    putPage,
    told,
    loseHost: () => hostEnd.close(),
    close: () => {
      uiEnd.close();
      hostEnd.close();
    },
  };
};

/** Starts data workers for the tests of a file: each test begins without a cache, and what it started ends with it. */
export const useDesks = () => {
  let desks: ReturnType<typeof startDesk>[] = [];
  beforeEach(() => deleteDatabase(WORKSPACE));
  afterEach(() => {
    for (const desk of desks) desk.close();
    desks = [];
  });
  /** @param expected the workspace that was left last, which is opened before it is asked for */
  const start = (host: TestHost, expected: string | null = null) => {
    const desk = startDesk(host, expected);
    desks.push(desk);
    return desk;
  };
  /** Starts one with the workspace open. */
  const open = async (host: TestHost) => {
    const desk = start(host);
    await desk.data.workspaceOpen({ workspaceId: WORKSPACE });
    return desk;
  };
  return { start, open };
};
