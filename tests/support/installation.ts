/** One reviewer's machine: folders, keychain, host and window, which can be stopped, killed and started again. */
import { type Folders, freePort, makeFolders, type RunningHost, startHost } from './application.ts';
import { type Keychain, keychainUnavailable, startKeychain } from './keychain.ts';
import { type ReviewerInWindow, reviewerIn } from './reviewer.ts';
import { type OpenWindow, openWindow, type WindowOptions } from './window.ts';

export interface InstallationOptions {
  readonly apiUrl: string;
  /** Without one, the application has to offer what stands in for it. Default: a real keychain where there is one. */
  readonly keychain?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** The host's program; the built application's when left out. */
  readonly entry?: string;
}

export interface Installation {
  readonly folders: Folders;
  /** The running host. */
  host(): RunningHost;
  startHost(): Promise<RunningHost>;
  openWindow(options?: Partial<WindowOptions>): Promise<OpenWindow & { readonly reviewer: ReviewerInWindow }>;
  /** Ends everything and removes the folders. */
  remove(): Promise<void>;
}

/** Sets a machine up; nothing runs yet but the keychain. */
export const makeInstallation = async (options: InstallationOptions): Promise<Installation> => {
  const folders = await makeFolders();
  const wanted = options.keychain ?? true;
  const missing = keychainUnavailable();
  if (wanted && missing !== null) throw new Error(`There is no keychain to test with: ${missing}.`);
  const keychain: Keychain | null = wanted ? await startKeychain() : null;
  const port = await freePort();
  let host: RunningHost | null = null;
  const windows = new Set<OpenWindow>();

  const running = (): RunningHost => {
    if (!host) throw new Error('The host was not started.');
    return host;
  };
  return {
    folders,
    host: running,
    startHost: async () => {
      host = await startHost({
        folders,
        apiUrl: options.apiUrl,
        port,
        keychain: keychain?.environment ?? null,
        environment: options.environment ?? {},
        ...(options.entry === undefined ? {} : { entry: options.entry }),
      });
      return host;
    },
    openWindow: async (more = {}) => {
      const opened = await openWindow({ profile: folders.profile, url: running().url, ...more });
      windows.add(opened);
      return { ...opened, reviewer: reviewerIn(opened.page) };
    },
    remove: async () => {
      for (const opened of windows) await opened.close().catch(() => undefined);
      await host?.kill();
      await keychain?.stop();
      await folders.remove();
    },
  };
};
