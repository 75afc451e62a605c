import { UploadError } from '../../errors/upload-error.ts';
import type { Clock } from '../../ports.ts';
import { untilAborted } from '../../source/until-aborted.ts';
import { LockPatience } from '../transport/lock-patience.ts';
import type { DavClient } from './dav-client.ts';
import { davFolderUrl, folderOf } from './dav-url.ts';

/** Makes the folders of a destination, each once for all transfers, until one turns out to be missing after all. */
export class DavFolders {
  readonly #client: DavClient;
  readonly #destination: URL;
  readonly #clock: Clock;
  readonly #closing: AbortSignal;
  /** By their path below the destination, `''` for the destination itself: those that are being made, and those that are there. */
  readonly #made = new Map<string, Promise<void>>();

  constructor(parts: { readonly client: DavClient; readonly destination: URL; readonly clock: Clock; readonly closing: AbortSignal }) {
    this.#client = parts.client;
    this.#destination = parts.destination;
    this.#clock = parts.clock;
    this.#closing = parts.closing;
  }

  /** Makes the folders above a file below the destination; the destination itself is taken to be there. */
  async above(relativePath: string, signal: AbortSignal): Promise<void> {
    const folder = folderOf(relativePath);
    if (folder !== '') await untilAborted(this.#once(folder), signal);
  }

  /** Makes them anew, and the destination too: one of them is not there. */
  async again(relativePath: string, signal: AbortSignal): Promise<void> {
    const folder = folderOf(relativePath);
    for (let above = folder; ; above = folderOf(above)) {
      this.#made.delete(above);
      if (above === '') break;
    }
    await untilAborted(this.#once(folder), signal);
  }

  #once(folder: string): Promise<void> {
    const known = this.#made.get(folder);
    if (known !== undefined) return known;
    // Not with the signal of one file, since others may wait for the same folder.
    const making = this.#make(davFolderUrl(this.#destination, folder), () =>
      folder === '' ? this.#makeAbove(this.#destination) : this.#once(folderOf(folder)),
    ).catch((error: unknown) => {
      if (this.#made.get(folder) === making) this.#made.delete(folder);
      throw error;
    });
    this.#made.set(folder, making);
    return making;
  }

  /** What is above our own place is made at most once at a time, by whoever makes that. */
  async #makeAbove(url: URL): Promise<void> {
    const parent = new URL('..', davFolderUrl(url, ''));
    parent.search = url.search;
    await this.#make(parent, () => this.#makeAbove(parent));
  }

  async #make(url: URL, makeParent: () => Promise<void>): Promise<void> {
    const first = await this.#mkcol(url);
    if (first.kind === 'done') return;
    if (first.kind === 'missing') {
      if (url.pathname === '/') throw first.error;
      await makeParent();
      const second = await this.#mkcol(url);
      if (second.kind === 'done') return;
      throw second.kind === 'taken' ? new UploadError('rejected', { details: { host: url.host, httpStatus: 412 } }) : second.error;
    }
    // Some servers refuse to make what is there already, or what is above our own place.
    const isThere = (await this.#client.entries(url, 0, this.#closing).catch(() => []))[0]?.isFolder === true;
    if (!isThere)
      throw first.kind === 'taken' ? new UploadError('rejected', { details: { host: url.host, httpStatus: 412 } }) : first.error;
  }

  #mkcol(url: URL): ReturnType<DavClient['makeFolder']> {
    return new LockPatience(this.#clock, this.#closing).unlocked(() => this.#client.makeFolder(url, {}, this.#closing));
  }
}
