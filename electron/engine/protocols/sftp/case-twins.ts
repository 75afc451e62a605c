import { swappedCase } from '../transport/swapped-case.ts';
import type { NamesIn } from '../transport/taken-by-twin.ts';
import { takenByTwin } from '../transport/taken-by-twin.ts';
import { exists } from './place-part.ts';
import { remotePath } from './remote-path.ts';
import type { SftpSession } from './sftp-session.ts';

/** So many folders' names are remembered at a time. */
const mostListings = 16;

/**
 * Some servers take `a.txt` and `A.txt` for one name, and to replace a file of another name would be nobody's intention. The protocol does not say
 * which servers these are, so it is found out where something is about to be replaced: one question for each folder where case counts. Accents
 * that are written in another way make another name only of files of ours: some file systems change them.
 */
export class CaseTwins {
  readonly #root: string;
  /** Folders in which two such names are two. */
  readonly #countsCase = new Set<string>();
  readonly #listings = new Map<string, ReadonlySet<string>>();

  constructor(root: string) {
    this.#root = root;
  }

  /**
   * Whether what the server has under this name, which must be something, is of another one: of one of these files of ours (`TransferRequest.twins`),
   * or of one that differs by case.
   */
  async isAnother(session: SftpSession, relativePath: string, twins: readonly string[], signal: AbortSignal): Promise<boolean> {
    const namesIn: NamesIn = (where) => this.#namesIn(session, where === '' ? '' : `${where}/`, signal);
    if (await takenByTwin(relativePath, twins, namesIn)) return true;
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
