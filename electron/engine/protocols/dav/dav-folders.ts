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
  readonly #made = new Map<string, Promise<void>>();
  /** Paths below the destination that are there: thousands of files in a folder ask for it. */
  readonly #whole = new Set<string>();

  constructor(parts: { readonly client: DavClient; readonly destination: URL; readonly clock: Clock; readonly closing: AbortSignal }) {
    this.#client = parts.client;
    this.#destination = parts.destination;
    this.#clock = parts.clock;
    this.#closing = parts.closing;
  }

  /** Makes the folders above a file below the destination; the destination itself is taken to be there. */
  async above(relativePath: string, signal: AbortSignal): Promise<void> {
    const folder = folderOf(relativePath);
    if (folder === '' || this.#whole.has(folder)) return;
    await untilAborted(this.#once(davFolderUrl(this.#destination, folder)), signal);
    this.#whole.add(folder);
  }

  /** Makes them anew, and the destination too: one of them is not there. */
  async again(relativePath: string, signal: AbortSignal): Promise<void> {
    for (let folder = folderOf(relativePath); ; folder = folderOf(folder)) {
      this.#made.delete(davFolderUrl(this.#destination, folder).href);
      this.#whole.delete(folder);
      if (folder === '') break;
    }
    await untilAborted(this.#once(davFolderUrl(this.#destination, folderOf(relativePath))), signal);
  }

  #once(url: URL): Promise<void> {
    const known = this.#made.get(url.href);
    if (known !== undefined) return known;
    // Not with the signal of one file, since others may wait for the same folder.
    const making = this.#make(url).catch((error: unknown) => {
      this.#made.delete(url.href);
      throw error;
    });
    this.#made.set(url.href, making);
    return making;
  }

  async #make(url: URL): Promise<void> {
    const first = await this.#mkcol(url);
    if (first.kind === 'done') return;
    if (first.kind === 'missing') {
      const parent = new URL('..', url);
      parent.search = url.search;
      if (parent.pathname === url.pathname) throw first.error;
      await this.#once(parent);
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
