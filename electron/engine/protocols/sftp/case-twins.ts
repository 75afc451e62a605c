import { swappedCase } from '../transport/swapped-case.ts';
import type { NamesIn } from '../transport/twin-names.ts';
import { plainName, TwinNames } from '../transport/twin-names.ts';
import { exists } from './place-part.ts';
import { remotePath } from './remote-path.ts';
import type { SftpSession } from './sftp-session.ts';

/** So many folders' names are remembered at a time. */
const mostListings = 16;

/** A transfer among those whose names differ by case or accents only. */
export interface CaseTwin {
  /** Another one of them is or was under way beside this one. */
  hasCompany(): boolean;
  /** Runs it while none of the others does. */
  alone<Value>(work: () => Promise<Value>): Promise<Value>;
  leave(): void;
}

interface Company {
  readonly names: Set<string>;
  transfers: number;
  last: Promise<unknown>;
}

/**
 * Some servers take `a.txt` and `A.txt` for one name, and to replace a file of another name would be nobody's intention. The protocol does not say
 * which servers these are, so it is found out where something is about to be replaced: one question for each folder where case counts. Accents
 * that are written in another way make another name only of files that were stored in this process: some file systems change them.
 */
export class CaseTwins {
  readonly #root: string;
  readonly #companies = new Map<string, Company>();
  readonly #twins = new TwinNames();
  /** Folders in which two such names are two. */
  readonly #countsCase = new Set<string>();
  readonly #listings = new Map<string, ReadonlySet<string>>();

  constructor(root: string) {
    this.#root = root;
  }

  enter(relativePath: string): CaseTwin {
    const key = plainName(relativePath);
    const company = this.#companies.get(key) ?? { names: new Set(), transfers: 0, last: Promise.resolve() };
    this.#companies.set(key, company);
    company.names.add(relativePath);
    company.transfers += 1;
    return {
      hasCompany: () => company.names.size > 1,
      alone: (work) => {
        const turn = company.last.then(work);
        company.last = turn.catch(() => undefined);
        return turn;
      },
      leave: () => {
        company.transfers -= 1;
        if (company.transfers === 0) this.#companies.delete(key);
      },
    };
  }

  stored(relativePath: string): void {
    this.#twins.stored(relativePath);
  }

  /** Whether what the server has under this name, which must be something, is of another name that differs by case, or by accents and is ours. */
  async isAnother(session: SftpSession, relativePath: string, signal: AbortSignal): Promise<boolean> {
    const namesIn: NamesIn = (where) => this.#namesIn(session, where === '' ? '' : `${where}/`, signal);
    if (await this.#twins.haveTaken(relativePath, namesIn)) return true;
    let folder = '';
    for (const name of relativePath.split('/')) {
      if (await this.#isAnotherIn(session, folder, name, signal)) return true;
      folder = `${folder}${name}/`;
    }
    return false;
  }

  async #isAnotherIn(session: SftpSession, folder: string, name: string, signal: AbortSignal): Promise<boolean> {
    const swapped = swappedCase(name);
    if (swapped === name || this.#countsCase.has(folder)) return false;
    const composed = name.normalize('NFC');
    if (this.#listings.get(folder)?.has(composed) === true) return false;
    if (!(await exists(session, remotePath(this.#root, folder + swapped), signal))) {
      this.#countsCase.add(folder);
      return false;
    }
    // Some file systems take accents apart; that makes no other name of it.
    const names = new Set((await this.#namesIn(session, folder, signal)).map((other) => other.normalize('NFC')));
    if (this.#listings.size >= mostListings) this.#listings.clear();
    this.#listings.set(folder, names);
    return !names.has(composed);
  }

  async #namesIn(session: SftpSession, folder: string, signal: AbortSignal): Promise<readonly string[]> {
    const path = folder === '' ? (this.#root === '' ? '.' : this.#root) : remotePath(this.#root, folder.slice(0, -1));
    const handle = await session.openFolder(path, signal);
    const names: string[] = [];
    try {
      for (let entries = await session.readFolder(handle, signal); entries !== null; entries = await session.readFolder(handle, signal)) {
        for (const entry of entries) names.push(entry.name);
      }
    } finally {
      session.closeLater(handle);
    }
    return names;
  }
}
