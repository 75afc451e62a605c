import type { Fingerprint } from './upload-source.ts';

/** The kernel's clock for files stands still for up to 10 ms. */
const fineTickMs = 20;
/** FAT counts in two seconds, some others in one. */
const coarseTickMs = 2_000;

/**
 * How long to wait, in milliseconds, until a change of the file is sure to show in its times: two writes within one tick of a file
 * system's clock leave the same time. A whole second is taken for the sign of a coarse clock.
 */
export function timeDoubtMs({ modifiedAtMs, changedAtMs = modifiedAtMs }: Fingerprint, nowMs: number): number {
  const tickMs = changedAtMs % 1000 === 0 ? coarseTickMs : fineTickMs;
  const ageMs = nowMs - changedAtMs;
  // Much in the future is another machine's clock, and no wait of ours ends that.
  if (ageMs < -tickMs || ageMs >= tickMs) return 0;
  return Math.min(tickMs, Math.ceil(tickMs - ageMs));
}
