/** A stand-in API, an installation and an open window together: where most end-to-end tests begin. */
import { generateInteractions } from '../../src/main/services/sample/generate.ts';
import { type FiniApi, type FiniApiOptions, startFiniApi } from './fini-api/index.ts';
import { type Installation, type InstallationOptions, makeInstallation } from './installation.ts';
import type { ReviewerInWindow } from './reviewer.ts';
import type { OpenWindow } from './window.ts';

export interface Workplace {
  readonly api: FiniApi;
  readonly machine: Installation;
  /** Starts the host and a window on it. */
  open(): Promise<OpenWindow & { readonly reviewer: ReviewerInWindow }>;
  /** Ends everything and removes the folders. */
  remove(): Promise<void>;
}

export interface WorkplaceOptions extends Partial<FiniApiOptions>, Omit<Partial<InstallationOptions>, 'apiUrl'> {
  /** How many interactions the API holds when none are given. */
  readonly count?: number;
}

/** The details of the one workspace the tests connect. */
export const details = (apiKey: string) => ({ apiKey, workspace: 'Acme Support', reviewer: 'Robin' });

/** Sets an API and a machine up; the application does not run yet. */
export const makeWorkplace = async (options: WorkplaceOptions = {}): Promise<Workplace> => {
  const { count = 300, keychain, environment, ...apiOptions } = options;
  const interactions = options.interactions ?? generateInteractions({ now: Date.now(), count, seed: 5 });
  const api = await startFiniApi({ ...apiOptions, interactions });
  const machine = await makeInstallation({
    apiUrl: api.url,
    ...(keychain === undefined ? {} : { keychain }),
    ...(environment === undefined ? {} : { environment }),
  });
  return {
    api,
    machine,
    open: async () => {
      await machine.startHost();
      return machine.openWindow();
    },
    remove: async () => {
      await machine.remove();
      await api.stop();
    },
  };
};

/** Connects the workspace and fetches 90 days to the end. */
export const connectAndFetch = async (reviewer: ReviewerInWindow, apiKey: string): Promise<void> => {
  await reviewer.connect(details(apiKey));
  await reviewer.fetchDays(90);
  await reviewer.untilComplete();
};
