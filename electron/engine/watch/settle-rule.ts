import type { Fingerprint } from '../source/upload-source.ts';

interface Seen {
  readonly fingerprint: Fingerprint;
  /** When it was first seen like that. */
  readonly sinceMs: number;
}

/**
 * Files that are there and may still be written to. One is settled when it looked the same for as long as the rule says; only what was seen with our own
 * clock counts, as copies keep the old times of their originals. Times are milliseconds of a clock that never jumps.
 */
export class SettleRule {
  readonly #settleMs: number;
  readonly #seen = new Map<string, Seen>();

  constructor(settleMs: number) {
    this.#settleMs = settleMs;
  }

  get size(): number {
    return this.#seen.size;
  }

  /** Notes how a file looks now; true: it is settled. */
  note(relativePath: string, fingerprint: Fingerprint, nowMs: number): boolean {
    const seen = this.#seen.get(relativePath);
    if (seen !== undefined && looksAlike(seen.fingerprint, fingerprint)) return nowMs - seen.sinceMs >= this.#settleMs;
    this.#seen.set(relativePath, { fingerprint, sinceMs: nowMs });
    return false;
  }

  /** It is gone, or was taken. */
  forget(relativePath: string): void {
    this.#seen.delete(relativePath);
  }

  /** Begins anew, as for one that is settled and cannot be opened. */
  postpone(relativePath: string, fingerprint: Fingerprint, nowMs: number): void {
    this.#seen.set(relativePath, { fingerprint, sinceMs: nowMs });
  }

  /** When the next one may be settled; null: there is none. */
  nextDueMs(): number | null {
    let earliest: number | null = null;
    for (const { sinceMs } of this.#seen.values()) if (earliest === null || sinceMs < earliest) earliest = sinceMs;
    return earliest === null ? null : earliest + this.#settleMs;
  }

  /** Those whose time is over, to be looked at once more; at most so many of them. */
  due(nowMs: number, most: number): readonly string[] {
    const due: string[] = [];
    for (const [relativePath, { sinceMs }] of this.#seen) {
      if (due.length >= most) break;
      if (nowMs - sinceMs >= this.#settleMs) due.push(relativePath);
    }
    return due;
  }

  /** Forgets what a look through all of the folder did not meet. */
  keepOnly(isMet: (relativePath: string) => boolean): void {
    for (const relativePath of this.#seen.keys()) if (!isMet(relativePath)) this.#seen.delete(relativePath);
  }

  clear(): void {
    this.#seen.clear();
  }
}

function looksAlike(a: Fingerprint, b: Fingerprint): boolean {
  return a.size === b.size && a.modifiedAtMs === b.modifiedAtMs && a.changedAtMs === b.changedAtMs && a.inode === b.inode;
}
