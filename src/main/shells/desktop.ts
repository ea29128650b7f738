/** Handing a file or a link to the reviewer's desktop, where there is no Electron to do it. */
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Program, runProgram, startProgram } from './run-program.ts';
import { DesktopError } from './shell-errors.ts';

/** The programs that show a file in its folder, the best first. */
export const revealPrograms = (platform: NodeJS.Platform, path: string): readonly Program[] => {
  switch (platform) {
    case 'darwin':
      return [{ file: '/usr/bin/open', arguments: ['-R', path] }];
    case 'win32':
      // Explorer wants the quotes inside the switch; a Windows path cannot hold one itself.
      return [{ file: 'explorer.exe', arguments: [`/select,"${path}"`], verbatim: true }];
    default:
      return [
        {
          file: 'dbus-send',
          arguments: [
            '--session',
            '--print-reply',
            '--dest=org.freedesktop.FileManager1',
            '/org/freedesktop/FileManager1',
            'org.freedesktop.FileManager1.ShowItems',
            // A comma would begin a second item.
            `array:string:${pathToFileURL(path).href.replaceAll(',', '%2C')}`,
            'string:',
          ],
        },
        { file: 'xdg-open', arguments: [dirname(path)] },
      ];
  }
};

/**
 * Shows a file in the platform's file manager.
 *
 * @throws DesktopError when there is none
 */
export const revealFile = async (path: string, platform: NodeJS.Platform = process.platform): Promise<void> => {
  const programs = revealPrograms(platform, path);
  for (const [index, program] of programs.entries()) {
    if (index < programs.length - 1) {
      if (await runProgram(program, 5_000)) return;
      continue;
    }
    try {
      await startProgram(program);
      return;
    } catch (error) {
      throw new DesktopError('No file manager could be started.', 'Open the folder by hand; its path is shown.', error);
    }
  }
};

/** The program that opens a link with whatever the reviewer has chosen for it. */
export const openProgram = (platform: NodeJS.Platform, url: string): Program => {
  switch (platform) {
    case 'darwin':
      return { file: '/usr/bin/open', arguments: [url] };
    case 'win32':
      return { file: 'rundll32.exe', arguments: ['url.dll,FileProtocolHandler', url] };
    default:
      return { file: 'xdg-open', arguments: [url] };
  }
};

/** True for what may be handed to the desktop: an https link without a name and password in it. */
export const isOutsideLink = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'https:' && url.hostname !== '' && url.username === '' && url.password === '';
};

/**
 * Opens an https link in the reviewer's browser.
 *
 * @throws DesktopError when it is not https, or nothing can open it
 */
export const openOutside = async (text: string, platform: NodeJS.Platform = process.platform): Promise<void> => {
  if (!isOutsideLink(text)) {
    throw new DesktopError('Only https links are opened.', 'Copy the link if you trust it.');
  }
  try {
    await startProgram(openProgram(platform, new URL(text).href));
  } catch (error) {
    throw new DesktopError('No browser could be started.', 'Copy the link and open it by hand.', error);
  }
};
