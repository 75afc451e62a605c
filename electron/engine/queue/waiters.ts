import type { UploadError } from '../errors/upload-error.ts';
import type { UploadRecord } from './upload-record.ts';

export interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: UploadError) => void;
}

/** Who waits until something is on the disk. */
export class Waiters {
  #ofAll: Waiter[] = [];
  #ofRows: (Waiter & { readonly record: UploadRecord })[] = [];

  /** For all changes so far. */
  forAll(): Promise<void> {
    return new Promise((resolve, reject) => this.#ofAll.push({ resolve, reject }));
  }

  /** For what changed in this file. */
  forRow(record: UploadRecord): Promise<void> {
    return new Promise((resolve, reject) => this.#ofRows.push({ record, resolve, reject }));
  }

  get hasRows(): boolean {
    return this.#ofRows.length > 0;
  }

  /** The files for whose rows alone somebody waits. */
  rows(): ReadonlySet<UploadRecord> {
    return new Set(this.#ofRows.map(({ record }) => record));
  }

  takeRows(): readonly Waiter[] {
    const taken = this.#ofRows;
    this.#ofRows = [];
    return taken;
  }

  takeAll(): readonly Waiter[] {
    const taken = this.#ofAll;
    this.#ofAll = [];
    return [...taken, ...this.takeRows()];
  }
}
