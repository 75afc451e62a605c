import { UploadError } from '../../errors/upload-error.ts';
import { untilAborted } from '../../source/until-aborted.ts';
import { parentOf } from './remote-path.ts';
import { isMissing, SftpRefusal } from './sftp-refusal.ts';
import type { SftpSession } from './sftp-session.ts';

const nobodyStops = new AbortController().signal;

/** The folders of a destination: each is made once, whoever needs it first. */
export class RemoteFolders {
  readonly #known = new Map<string, Promise<void>>();

  /** Resolves when the folder is there. What hangs is not waited for, but goes on for the others. */
  ensure(session: SftpSession, path: string, signal: AbortSignal): Promise<void> {
    return untilAborted(this.#shared(session, path), signal);
  }

  /** Somebody removed folders: all are looked for again. */
  forget(): void {
    this.#known.clear();
  }

  #shared(session: SftpSession, path: string): Promise<void> {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const making = this.#make(session, path);
    this.#known.set(path, making);
    making.catch(() => {
      if (this.#known.get(path) === making) this.#known.delete(path);
    });
    return making;
  }

  async #make(session: SftpSession, path: string): Promise<void> {
    if (path === '.' || path === '/' || path === '' || (await isFolder(session, path))) return;
    await this.#shared(session, parentOf(path));
    try {
      await session.mkdir(path, nobodyStops);
    } catch (error) {
      // Another was quicker, here or elsewhere.
      if (!(error instanceof SftpRefusal) || !(await isFolder(session, path))) throw error;
    }
  }
}

async function isFolder(session: SftpSession, path: string): Promise<boolean> {
  try {
    const found = await session.stat(path, nobodyStops);
    if (found.kind === 'folder') return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
  throw new UploadError('already-exists', { details: { host: session.host, path, reason: 'not-a-folder' } });
}
