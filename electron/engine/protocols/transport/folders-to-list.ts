import { UploadError } from '../../errors/upload-error.ts';

/** A million names of ordinary length. */
const mostCharacters = 32 * 1_024 * 1_024;
/** The longest path that any of our platforms knows: no file of ours lies deeper. */
const longestPath = 32_768;

/**
 * The folders that a server named and that are still to be listed, the nearest first. A server that goes on naming folders neither fills the memory nor
 * leads ever deeper: `add` throws `unexpected-answer`, permanent, so that single questions take the place of the list.
 */
export class FoldersToList {
  readonly #waiting: string[];
  #next = 0;
  /** Of those that wait. */
  #characters = 0;

  constructor(first: string) {
    this.#waiting = [first];
    this.#characters = first.length;
  }

  add(folder: string): void {
    if (folder.length > longestPath) return;
    if (this.#characters + folder.length > mostCharacters)
      throw new UploadError('unexpected-answer', { details: { reason: 'list-too-long' }, failureClass: 'permanent' });
    this.#characters += folder.length;
    this.#waiting.push(folder);
  }

  /** null: there is none left. */
  next(): string | null {
    const folder = this.#waiting[this.#next];
    if (folder === undefined) return null;
    this.#next += 1;
    this.#characters -= folder.length;
    // Not after each: to take the first one away moves all the others.
    if (this.#next >= 1_000) this.#next -= this.#waiting.splice(0, this.#next).length;
    return folder;
  }
}
