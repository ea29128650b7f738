/** Where the application keeps its data and writes exports when nobody says otherwise. Both shells share them. */
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';

export const APPLICATION_FOLDER = 'fini-reviewer';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** An environment variable, undefined when it is not set. */
export const variable = (surroundings: Surroundings, name: string): string | undefined =>
  surroundings.environment[name];

/** An XDG or Windows folder variable counts only when it holds an absolute path, as both specifications ask. */
const folderVariable = (surroundings: Surroundings, name: string): string | null => {
  const value = variable(surroundings, name);
  return value !== undefined && isAbsolute(value) ? value : null;
};

/** The default data folder: journals, settings, the vault file and the browser profile. */
export const defaultDataDirectory = (surroundings: Surroundings): string => {
  switch (surroundings.platform) {
    case 'darwin':
      return join(surroundings.home, 'Library', 'Application Support', APPLICATION_FOLDER);
    case 'win32':
      return join(
        folderVariable(surroundings, 'APPDATA') ?? join(surroundings.home, 'AppData', 'Roaming'),
        APPLICATION_FOLDER,
      );
    default:
      return join(
        folderVariable(surroundings, 'XDG_DATA_HOME') ?? join(surroundings.home, '.local', 'share'),
        APPLICATION_FOLDER,
      );
  }
};

/** The reviewer's Downloads folder, or the home folder where there is none. */
export const defaultExportDirectory = async (surroundings: Surroundings): Promise<string> => {
  for (const candidate of [await configuredDownloads(surroundings), join(surroundings.home, 'Downloads')]) {
    if (candidate !== null && (await isDirectory(candidate))) return candidate;
  }
  return surroundings.home;
};

/** A desktop in another language names the folder in user-dirs.dirs. */
const configuredDownloads = async (surroundings: Surroundings): Promise<string | null> => {
  if (surroundings.platform === 'darwin' || surroundings.platform === 'win32') return null;
  const config = folderVariable(surroundings, 'XDG_CONFIG_HOME') ?? join(surroundings.home, '.config');
  try {
    const text = await readFile(join(config, 'user-dirs.dirs'), 'utf8');
    const value = /^\s*XDG_DOWNLOAD_DIR="(.*)"\s*$/mu.exec(text)?.[1];
    if (value === undefined) return null;
    const path = value.startsWith('$HOME/') ? join(surroundings.home, value.slice('$HOME/'.length)) : value;
    return isAbsolute(path) ? path : null;
  } catch {
    return null;
  }
};

const isDirectory = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
};
