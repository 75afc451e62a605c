import type { DavClient } from './dav-client.ts';
import { davFolderUrl, davUrl, folderOf } from './dav-url.ts';

/** The names that transfers of one destination are taking and have taken: some servers do not tell `a.txt` from `A.txt`, or `é` as one letter from `é` as two. */
export class StoredNames {
  readonly #client: DavClient;
  readonly #destination: URL;
  readonly #claimed = new Set<string>();
  /** By their plain names; to each the one that was stored last. */
  readonly #stored = new Map<string, string>();

  constructor(client: DavClient, destination: URL) {
    this.#client = client;
    this.#destination = destination;
  }

  /** False when another transfer of this moment has it. */
  claim(relativePath: string): boolean {
    const key = plainNameOf(relativePath);
    if (this.#claimed.has(key)) return false;
    this.#claimed.add(key);
    return true;
  }

  release(relativePath: string): void {
    this.#claimed.delete(plainNameOf(relativePath));
  }

  stored(relativePath: string): void {
    this.#stored.set(plainNameOf(relativePath), relativePath);
  }

  /** Whether a file of ours that differs from this one by case or accents only is what the server has under this name. */
  async isTakenByTwin(relativePath: string, signal: AbortSignal): Promise<boolean> {
    const twin = this.#stored.get(plainNameOf(relativePath));
    if (twin === undefined || twin === relativePath) return false;
    const found = await this.#client.look(davUrl(this.#destination, relativePath), signal);
    if (found.kind !== 'present') return false;
    // It is there, by that name or by the twin's: only a list tells.
    const entries = await this.#client.entries(davFolderUrl(this.#destination, folderOf(relativePath)), 1, signal);
    const fileName = relativePath.slice(relativePath.lastIndexOf('/') + 1);
    return !entries.some(({ path }) => path.slice(path.lastIndexOf('/') + 1) === fileName);
  }
}

/** Without case, and with accents in one way: what a server may take for the same name. */
function plainNameOf(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
