import type { FolderEvents, Log } from '../ports.ts';
import type { FolderIdentity } from './watch-record.ts';

export interface FolderHintsOptions {
  /** null: the host has none. */
  readonly events: FolderEvents | null;
  readonly log: Log;
  /** Something may have changed there, under the watched folder; `''`: anywhere. */
  onHint(relativePath: string): void;
}

/** Beyond it the system's means are left to others, and the folder is looked through at intervals. */
const mostFolders = 4_000;

interface Watched {
  readonly identity: FolderIdentity;
  readonly end: () => void;
}

/** What the system tells of a watched folder: of the one as a whole, or of each folder in it. */
export class FolderHints {
  readonly #options: FolderHintsOptions;
  readonly #watched = new Map<string, Watched>();
  /** What the system stopped telling of, until a walk finds it told of since the one before. */
  readonly #broken = new Set<string>();
  #met = new Set<string>();
  #isShort: boolean;
  #hasToldShort = false;

  constructor(options: FolderHintsOptions) {
    this.#options = options;
    this.#isShort = options.events === null;
  }

  /** The system tells nothing, or not of all folders. */
  get isShort(): boolean {
    return this.#isShort;
  }

  /** A folder that a walk is about to read: before it, so that nothing changes unnoticed in between. */
  meet(relativePath: string, path: string, identity: FolderIdentity): void {
    const { events, log, onHint } = this.#options;
    this.#met.add(relativePath);
    if (events === null || (events.isRecursive && relativePath !== '')) return;
    const known = this.#watched.get(relativePath);
    // Another one of that name: the system still watches the old one.
    if (known !== undefined && known.identity.inode === identity.inode && known.identity.device === identity.device) return;
    known?.end();
    this.#watched.delete(relativePath);
    if (this.#watched.size >= mostFolders) {
      this.#isShort = true;
      return;
    }
    const prefix = relativePath === '' ? '' : `${relativePath}/`;
    try {
      const watched: Watched = {
        identity,
        end: events.watch(
          path,
          (name) => onHint(name === null ? relativePath : prefix + name),
          () => this.#break(relativePath, watched),
        ),
      };
      this.#watched.set(relativePath, watched);
      if (this.#broken.has(relativePath)) this.#isShort = true;
    } catch (error) {
      if (!this.#hasToldShort) log.write('warn', 'watch-events-short', { path, folders: this.#watched.size, error });
      this.#hasToldShort = true;
      this.#isShort = true;
    }
  }

  /** A walk through all of it begins. */
  begin(): void {
    this.#met = new Set();
    for (const relativePath of this.#broken) if (this.#watched.has(relativePath)) this.#broken.delete(relativePath);
    this.#isShort = this.#options.events === null;
  }

  /** It is over: folders that it did not meet are gone. */
  finish(): void {
    for (const [relativePath, { end }] of this.#watched) {
      if (this.#met.has(relativePath)) continue;
      end();
      this.#watched.delete(relativePath);
    }
    for (const relativePath of this.#broken) if (!this.#met.has(relativePath)) this.#broken.delete(relativePath);
  }

  close(): void {
    for (const { end } of this.#watched.values()) end();
    this.#watched.clear();
    this.#broken.clear();
  }

  /** The next walk has it watched anew. That is asked for once, or one that breaks each time would have the folder walked without end. */
  #break(relativePath: string, watched: Watched): void {
    if (this.#watched.get(relativePath) !== watched) return;
    this.#watched.delete(relativePath);
    this.#isShort = true;
    if (this.#broken.has(relativePath)) return;
    this.#broken.add(relativePath);
    this.#options.onHint(relativePath);
  }
}
