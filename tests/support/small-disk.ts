/** A disk that can be filled: a few megabytes of tmpfs, which only root on Linux can mount. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  /** Leaves no more than so many bytes free, in whole blocks. */
  fill(leave?: number): void;
  /** Takes back what `fill` took. */
  free(): void;
  unmount(): void;
}

export const FILLER = 'filler';

/** Mounts a disk on a folder, which is made; null where that is not allowed. */
export const mountSmallDisk = (folder: string, megabytes: number): SmallDisk | null => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  mkdirSync(folder, { recursive: true });
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder];
  if (spawnSync('mount', options, { stdio: 'ignore' }).status !== 0) return null;
  const filler = join(folder, FILLER);
  return {
    folder,
    fill: (leave = 0) => {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leave)), { flag: 'a' });
    },
    free: () => rmSync(filler, { force: true }),
    unmount: () => {
      spawnSync('umount', [folder], { stdio: 'ignore' });
    },
  };
};
