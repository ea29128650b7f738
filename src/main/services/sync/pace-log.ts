/**
 * The times of a key's recent requests, kept over a restart or a crash: a hundred or so places of 16 bytes in one small
 * file. Each request writes its place before it begins and after it ended, without fsync: what a killed process has
 * written stays written, and after a power cut the machine starts for longer than a process does.
 *
 * Times are of the system's monotonic clock, which all processes of a boot share. So setting the clock changes nothing,
 * and what another boot wrote can only be judged too recent, never too old: it holds the limit for a minute at most.
 */
import { closeSync, constants, mkdirSync, openSync, readdirSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { PACING_MARGIN, type PaceState, type RequestLimit } from './pacer.ts';

const PLACE_BYTES = 16;
/** No request is open for longer, in ms: its deadlines end it before. */
const LONGEST_REQUEST = 10 * 60_000;
/** Files of keys that were not used for so long are deleted, in ms. */
const KEPT_FOR = 7 * 86_400_000;

export interface PaceLog {
  /** What is known from before, as if open requests had ended now. */
  read(now: number): PaceState;
  /** Notes a request before it is made. @returns the place to end it with */
  began(now: number): number;
  ended(place: number, now: number): void;
  close(): void;
}

interface Place {
  readonly began: number;
  /** Null while it is open. */
  readonly ended: number | null;
}

/**
 * Opens the log of a key; where that is not possible the pace is kept in memory alone, and a 429 after a crash is
 * waited out.
 *
 * @param name a digest that tells keys apart and does not tell the key
 */
export const openPaceLog = (folder: string, name: string, limit: RequestLimit): PaceLog => {
  let file = openQuietly(folder, name);
  const places: (Place | null)[] = Array.from({ length: limit.requests }, () => null);
  const heldFor = limit.window + PACING_MARGIN;
  const isHeld = (place: Place | null, now: number): boolean =>
    place !== null && (place.ended === null || place.ended + heldFor > now);

  const set = (index: number, place: Place): void => {
    places[index] = place;
    if (file === null) return;
    try {
      writeSync(file, encode(place), 0, PLACE_BYTES, index * PLACE_BYTES);
    } catch {
      // A full disk must not end a sync; the worst that follows is a 429 after a crash.
    }
  };

  return {
    read: (now) => {
      const bytes = Buffer.alloc(PLACE_BYTES * places.length);
      if (file !== null) readQuietly(file, bytes);
      const ended: number[] = [];
      places.forEach((_, index) => {
        const known = decode(bytes.subarray(index * PLACE_BYTES), now);
        if (!isHeld(known, now) || known?.ended === undefined || known.ended === null) return;
        set(index, known);
        ended.push(known.ended);
      });
      return { open: 0, ended: ended.sort((one, other) => one - other) };
    },
    began: (now) => {
      const index = Math.max(
        0,
        places.findIndex((place) => !isHeld(place, now)),
      );
      set(index, { began: now, ended: null });
      return index;
    },
    ended: (index, now) => {
      const place = places[index];
      if (place) set(index, { ...place, ended: now });
    },
    close: () => {
      if (file !== null) closeSync(file);
      file = null;
    },
  };
};

/** Two doubles, one more than the times, since 0 stands for none. */
const encode = ({ began, ended }: Place): Buffer => {
  const bytes = Buffer.alloc(PLACE_BYTES);
  bytes.writeDoubleLE(began + 1, 0);
  bytes.writeDoubleLE(ended === null ? 0 : ended + 1, 8);
  return bytes;
};

/** A place as it counts now: one that was open ended with its process, which is not known to be longer ago than now. */
const decode = (bytes: Buffer, now: number): Place | null => {
  const began = bytes.readDoubleLE(0) - 1;
  const ended = bytes.readDoubleLE(8) - 1;
  if (!(began >= 0)) return null;
  // A time that lies ahead is of an earlier boot, and so at least as old as this one.
  if (!(began <= now)) return { began: 0, ended: 0 };
  if (ended === -1) return now - began > LONGEST_REQUEST ? null : { began, ended: now };
  return { began, ended: ended >= began && ended <= now ? ended : 0 };
};

const openQuietly = (folder: string, name: string): number | null => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const other of readdirSync(folder))
      if (other !== name && Date.now() - statSync(join(folder, other)).mtimeMs > KEPT_FOR) rmSync(join(folder, other));
    return openSync(join(folder, name), constants.O_RDWR | constants.O_CREAT, 0o600);
  } catch {
    return null;
  }
};

const readQuietly = (file: number, into: Buffer): void => {
  try {
    readSync(file, into, 0, into.length, 0);
  } catch {
    into.fill(0);
  }
};
