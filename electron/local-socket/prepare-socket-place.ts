import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Randomness } from '../engine/ports.ts';

export interface SocketPlace {
  /** To listen at: a path, or the name of a pipe. */
  readonly address: string;
  /** Takes away what is left of it on the disk. */
  remove(): void;
}

export interface SocketPlaceOptions {
  readonly dataDirectory: string;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly temporaryDirectory: string;
  /** null on Windows. */
  readonly userId: number | null;
  readonly randomness: Randomness;
}

const folderName = 'socket';
const fileName = 'gantry.sock';
/** `sun_path` is 108 bytes on Linux and 104 on macOS and the BSDs, with the NUL at its end; Node cuts a longer one without a word. */
const longestPaths: Partial<Record<NodeJS.Platform, number>> = { linux: 107 };
const longestElsewhere = 103;

/**
 * Makes the places at which the holder of a data directory may listen, the best first: a folder of the data directory that only its owner can enter, and
 * where that path is too long or its disk has no sockets, a new folder under `XDG_RUNTIME_DIR` or the temporary one. Only for the lock's holder:
 * a socket that a crash left there is removed. On Windows a pipe whose name nobody can guess.
 */
export function* prepareSocketPlaces(options: SocketPlaceOptions): Generator<SocketPlace> {
  const { dataDirectory, platform, environment, temporaryDirectory, randomness } = options;
  if (platform === 'win32') {
    yield { address: `\\\\.\\pipe\\gantry-${randomness.uuid()}${randomness.uuid()}`.replaceAll('-', ''), remove: () => undefined };
    return;
  }
  const longest = longestPaths[platform] ?? longestElsewhere;
  const folder = join(dataDirectory, folderName);
  const fits = (path: string): boolean => Buffer.byteLength(path) <= longest;
  if (fits(join(folder, fileName)) && ownFolder(folder, options)) yield placeIn(folder, false);
  for (const parent of [environment['XDG_RUNTIME_DIR'] ?? '', temporaryDirectory]) {
    if (parent === '' || !fits(join(parent, 'gantry-XXXXXX', fileName))) continue;
    const made = newFolder(parent);
    if (made !== null) yield placeIn(made, true);
  }
}

/** Takes away a folder of its own that the last holder had and did not remove; one in a data directory is replaced in its place. */
export function removeLeftPlace(address: string): void {
  const folder = dirname(address);
  if (basename(address) !== fileName || !/^gantry-\w{6}$/.test(basename(folder))) return;
  rmSync(address, { force: true });
  removeEmptyFolder(folder);
}

function placeIn(folder: string, goesWithIt: boolean): SocketPlace {
  const address = join(folder, fileName);
  rmSync(address, { force: true });
  return {
    address,
    remove: () => {
      rmSync(address, { force: true });
      if (goesWithIt) removeEmptyFolder(folder);
    },
  };
}

/** Without a file handle, of which there may be none. */
function removeEmptyFolder(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Gone with the last restart, or somebody put something into it.
  }
}

/** Whether it is a true folder of ours that nobody else can enter. */
function ownFolder(folder: string, { userId }: SocketPlaceOptions): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = lstatSync(folder);
    if (!found.isDirectory() || (userId !== null && found.uid !== userId)) return false;
    chmodSync(folder, 0o700);
    return true;
  } catch {
    return false;
  }
}

/** A name that nobody could have prepared; `mkdtemp` makes it for its owner alone. */
function newFolder(parent: string): string | null {
  try {
    return mkdtempSync(join(parent, 'gantry-'));
  } catch {
    return null;
  }
}
