import type { Stats } from 'node:fs';
import { lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { incomingFolderName } from './check-relative-path.ts';
import { Refusal } from './refusal.ts';
import { refusalFor, systemCodeOf } from './refusal-for.ts';

// "a (123)" and the end of a C string must still fit.
const reserveBytes = 8;
// Thousands of files go to few folders; and at the end each folder is looked at again.
const checkedForMs = 1_000;
const rememberedFolders = 1_000;
const shortNameBytes = 100;

function maxPathBytesOf(platform: NodeJS.Platform): number {
  switch (platform) {
    case 'win32':
      return 32_767;
    case 'darwin':
      return 1_024;
    default:
      return 4_096;
  }
}

/** The folders under the one that receives: nothing is ever put outside of it, whatever links say. */
export class TargetFolders {
  readonly #root: string;
  readonly #device: number;
  readonly #platform: NodeJS.Platform;
  readonly #now: () => number;
  /** Folders that were found good, and when. */
  readonly #checked = new Map<string, number>();

  /** `root`: a real path without links; `device`: its file system. */
  constructor(root: string, device: number, platform: NodeJS.Platform, now: () => number) {
    this.#root = root;
    this.#device = device;
    this.#platform = platform;
    this.#now = now;
  }

  /** Looks whether a file could be put there. Throws a `Refusal`; makes nothing. */
  async check(segments: readonly string[]): Promise<void> {
    const path = join(this.#root, ...segments);
    if (Buffer.byteLength(path) + reserveBytes > maxPathBytesOf(this.#platform)) {
      throw new Refusal(
        422,
        `The receiver refuses the name, because the whole path has ${Buffer.byteLength(path)} bytes, more than its system allows.`,
      );
    }
    const parent = segments.slice(0, -1).join('/');
    const checkedAtMs = this.#checked.get(parent);
    if (checkedAtMs === undefined || this.#now() - checkedAtMs > checkedForMs) {
      await this.#asRefusal(() => this.#checkParents(segments));
      if (this.#checked.size >= rememberedFolders) this.#checked.clear();
      this.#checked.set(parent, this.#now());
    }
    // Some file systems take less than 255 bytes, an encrypted one for example; only the system knows.
    if (segments.some((segment) => Buffer.byteLength(segment) > shortNameBytes)) await this.whatIsAt(segments);
  }

  /** What has that name now; null for nothing. */
  whatIsAt(segments: readonly string[]): Promise<Stats | null> {
    return this.#asRefusal(async () => {
      try {
        return await lstat(join(this.#root, ...segments));
      } catch (error) {
        if (systemCodeOf(error) === 'ENOENT') return null;
        throw error;
      }
    });
  }

  /** Makes the folder of a file. Answers its path and the folders in which a name was made, for they must be synced. */
  async prepare(segments: readonly string[]): Promise<{ readonly folder: string; readonly changed: readonly string[] }> {
    const folder = join(this.#root, ...segments.slice(0, -1));
    // Looked at now and not only at the create, because a link may have come in the way since.
    const real = await realpath(folder).catch(() => null);
    if (real !== null) {
      this.#checkInside(real);
      return { folder, changed: [] };
    }
    await this.#checkParents(segments);
    const firstMade = await mkdir(folder, { recursive: true });
    this.#checkInside(await realpath(folder));
    if (firstMade === undefined) return { folder, changed: [] };
    const madeNames = relative(firstMade, folder)
      .split(sep)
      .filter((name) => name !== '');
    const changed = madeNames.map((_name, index) => join(firstMade, ...madeNames.slice(0, index)));
    return { folder, changed: [join(firstMade, '..'), ...changed] };
  }

  async #asRefusal<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw refusalFor(error);
    }
  }

  async #checkParents(segments: readonly string[]): Promise<void> {
    for (let depth = segments.length - 1; depth >= 0; depth -= 1) {
      const path = join(this.#root, ...segments.slice(0, depth));
      const real = await this.#realPathOf(path);
      if (real === null) continue;
      this.#checkInside(real);
      const found = await stat(real);
      if (!found.isDirectory())
        throw new Refusal(422, `${JSON.stringify(segments[depth - 1])} is a file here, and the path needs a folder.`);
      if (found.dev !== this.#device) throw new Refusal(422, 'That folder is on another disk than the folder that receives.');
      return;
    }
  }

  async #realPathOf(path: string): Promise<string | null> {
    try {
      return await realpath(path);
    } catch (error) {
      if (systemCodeOf(error) === 'ENOTDIR') return null;
      if (systemCodeOf(error) !== 'ENOENT') throw error;
    }
    const found = await lstat(path).catch(() => null);
    if (found === null) return null;
    if (found.isSymbolicLink()) throw new Refusal(422, 'A link to nothing is in the way where the path needs a folder.');
    // Another upload made the folder between the two looks.
    return await realpath(path);
  }

  #checkInside(real: string): void {
    const [first] = relative(this.#root, real).split(sep);
    if (first === '..' || (real !== this.#root && !real.startsWith(this.#root.endsWith(sep) ? this.#root : this.#root + sep))) {
      throw new Refusal(422, 'A link in that path leads out of the folder that receives.');
    }
    if (first === incomingFolderName) throw new Refusal(422, 'A link in that path leads to the unfinished uploads.');
  }
}
