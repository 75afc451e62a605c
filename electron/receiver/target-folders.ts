import type { Stats } from 'node:fs';
import { lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { incomingFolderName } from './check-relative-path.ts';
import { Refusal } from './refusal.ts';
import { refusalFor, systemCodeOf } from './refusal-for.ts';

// "a (123)" and the end of a C string must still fit.
const reserveBytes = 8;

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

  /** `root`: a real path without links; `device`: its file system. */
  constructor(root: string, device: number, platform: NodeJS.Platform) {
    this.#root = root;
    this.#device = device;
    this.#platform = platform;
  }

  /**
   * Looks whether a file could be put there, and answers what is there now (null: nothing). Throws a `Refusal`; makes nothing.
   */
  async inspect(segments: readonly string[]): Promise<Stats | null> {
    const path = join(this.#root, ...segments);
    if (Buffer.byteLength(path) + reserveBytes > maxPathBytesOf(this.#platform)) {
      throw new Refusal(
        422,
        `The receiver refuses the name, because the whole path has ${Buffer.byteLength(path)} bytes, more than its system allows.`,
      );
    }
    try {
      await this.#checkParents(segments);
      return await lstat(path);
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return null;
      throw refusalFor(error);
    }
  }

  /** Makes the folder of a file. Answers its path and the folders in which a name was made, for they must be synced. */
  async prepare(segments: readonly string[]): Promise<{ readonly folder: string; readonly changed: readonly string[] }> {
    const folder = join(this.#root, ...segments.slice(0, -1));
    const firstMade = await mkdir(folder, { recursive: true });
    // After the making, because a link may have come in the way since the upload was created.
    this.#checkInside(await realpath(folder));
    if (firstMade === undefined) return { folder, changed: [] };
    const madeNames = relative(firstMade, folder)
      .split(sep)
      .filter((name) => name !== '');
    const changed = madeNames.map((_name, index) => join(firstMade, ...madeNames.slice(0, index)));
    return { folder, changed: [join(firstMade, '..'), ...changed] };
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
