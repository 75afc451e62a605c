export interface ProgressFacts {
  /** Files whose bytes count: all but the cancelled ones. */
  readonly files: number;
  /** Of these, how many are completed or skipped. */
  readonly arrived: number;
  readonly bytesTotal: number;
  /** Bytes sent of files on their way, and all bytes of those that arrived. */
  readonly bytesDone: number;
}

/**
 * Percentage of a batch by bytes, 0 to 100 with one decimal. Every file weighs one byte more than it has, so that empty files count too.
 * 100 only when every file arrived; never below `shownBefore`.
 */
export function percentageOf({ files, arrived, bytesTotal, bytesDone }: ProgressFacts, shownBefore: number): number {
  if (files > 0 && arrived >= files) return 100;
  const weight = bytesTotal + files;
  const ratio = weight === 0 ? 0 : (Math.min(bytesDone, bytesTotal) + arrived) / weight;
  const percentage = Math.min(99.9, Math.floor(Math.max(0, ratio) * 1000) / 10);
  return Math.max(percentage, Math.min(99.9, shownBefore));
}
