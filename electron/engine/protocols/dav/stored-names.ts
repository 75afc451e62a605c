import { plainName } from '../../../../shared/plain-name.ts';
import type { DestinationMemory } from '../protocol.ts';
import { swappedCase } from '../transport/swapped-case.ts';
import type { NamesIn } from '../transport/taken-by-twin.ts';
import { takenByTwin } from '../transport/taken-by-twin.ts';
import type { DavClient } from './dav-client.ts';
import { davFolderUrl, davUrl } from './dav-url.ts';

/** So many folders' names are remembered at a time. */
const mostListings = 16;
/** Under it a destination remembers that its server tells `a.txt` from `A.txt`. */
const countsCaseKey = 'countsCase';

export interface StoredNamesParts {
  readonly client: Pick<DavClient, 'look' | 'entries'>;
  readonly destination: URL;
  readonly memory: DestinationMemory;
}

/** The names that transfers of one destination are taking, and whose they were: some servers do not tell `a.txt` from `A.txt`, or `é` as one letter from `é` as two. */
export class StoredNames {
  readonly #parts: StoredNamesParts;
  readonly #claimed = new Set<string>();
  /** By folder, with accents in one way. */
  readonly #listings = new Map<string, ReadonlySet<string>>();
  /** Something that is there, by which to ask whether case counts; null: nothing yet, or it was asked. */
  #sample: string | null = null;
  #isAsked = false;

  constructor(parts: StoredNamesParts) {
    this.#parts = parts;
  }

  /** Runs it, unless another transfer of this moment has this name, or one that the server may take for it: null. */
  async claim<Value>(relativePath: string, work: () => Promise<Value>): Promise<Value | null> {
    const name = plainName(relativePath);
    if (this.#claimed.has(name)) return null;
    this.#claimed.add(name);
    try {
      return await work();
    } finally {
      this.#claimed.delete(name);
    }
  }

  stored(relativePath: string): void {
    if (!this.#isAsked && swappedCase(relativePath) !== relativePath) this.#sample = relativePath;
  }

  /**
   * Whether what the server has under this name is of another one: one of these files of ours (`TransferRequest.twins`), or anything that differs by
   * case, whoever stored it. For two files of a destination it costs a question each; from then on it is known whether case counts.
   */
  async isTakenByTwin(relativePath: string, twins: readonly string[], signal: AbortSignal): Promise<boolean> {
    const namesIn: NamesIn = (folder) => this.#namesIn(folder, signal);
    if (twins.length > 0 && (await this.#isThere(relativePath, signal)) && (await takenByTwin(relativePath, twins, namesIn))) return true;
    const swapped = swappedCase(relativePath);
    if (swapped === relativePath || (await this.#countsCase(signal)) || !(await this.#isThere(swapped, signal))) return false;
    // Both are there, or one by both names: only lists tell.
    let folder = '';
    for (const name of relativePath.split('/')) {
      if (!(await this.#isListed(folder, name, namesIn))) return true;
      folder = folder === '' ? name : `${folder}/${name}`;
    }
    return false;
  }

  async #isListed(folder: string, name: string, namesIn: NamesIn): Promise<boolean> {
    const composed = name.normalize('NFC');
    if (this.#listings.get(folder)?.has(composed) === true) return true;
    // Some file systems take accents apart; that makes no other name of it.
    const names = new Set((await namesIn(folder)).map((other) => other.normalize('NFC')));
    if (this.#listings.size >= mostListings) this.#listings.clear();
    this.#listings.set(folder, names);
    return names.has(composed);
  }

  async #countsCase(signal: AbortSignal): Promise<boolean> {
    const { memory } = this.#parts;
    if (memory.read(countsCaseKey) !== null) return true;
    const sample = this.#sample;
    if (sample === null) return false;
    this.#sample = null;
    this.#isAsked = true;
    const counts = await this.#isAbsent(swappedCase(sample), signal);
    if (counts) memory.write(countsCaseKey, 1);
    return counts;
  }

  async #isThere(relativePath: string, signal: AbortSignal): Promise<boolean> {
    return (await this.#look(relativePath, signal)).kind === 'present';
  }

  async #isAbsent(relativePath: string, signal: AbortSignal): Promise<boolean> {
    return (await this.#look(relativePath, signal)).kind === 'absent';
  }

  #look(relativePath: string, signal: AbortSignal): ReturnType<DavClient['look']> {
    return this.#parts.client.look(davUrl(this.#parts.destination, relativePath), signal);
  }

  async #namesIn(folder: string, signal: AbortSignal): Promise<readonly string[]> {
    const { client, destination } = this.#parts;
    const entries = await client.entries(davFolderUrl(destination, folder), 1, signal);
    return entries.map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
  }
}
