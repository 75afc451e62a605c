import { readFile, stat } from 'node:fs/promises';
import { UploadError } from '../engine/errors/upload-error.ts';

interface KnownKey {
  readonly version: string;
  readonly text: string;
}

/** Key files, read again only after they changed: thousands of small files each ask for theirs. */
export class KeyFiles {
  readonly #known = new Map<string, KnownKey>();

  /** The text of the file as it is now. Throws `secret-missing` for one that cannot be read. */
  async textOf(path: string): Promise<string> {
    try {
      const { ino, size, mtimeMs, ctimeMs } = await stat(path);
      const version = [ino, size, mtimeMs, ctimeMs].join(' ');
      const known = this.#known.get(path);
      if (known?.version === version) return known.text;
      const text = await readFile(path, 'utf8');
      this.#known.set(path, { version, text });
      return text;
    } catch (error) {
      this.#known.delete(path);
      throw new UploadError('secret-missing', { details: { path, reason: 'ssh-key-file' }, cause: error });
    }
  }
}
