import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { UploadError } from '../errors/upload-error.ts';
import { classifySourceError } from './classify-source-error.ts';
import type { Fingerprint } from './upload-source.ts';

const nanosecondsPerMillisecond = 1e6;

/**
 * Pins the file at `path`, following symbolic links.
 * Throws `source-missing`, `source-unreadable`, `source-not-a-file`, `source-locked` or `path-too-long`.
 */
export async function fingerprintOf(path: string): Promise<Fingerprint> {
  let stats: BigIntStats;
  try {
    stats = await stat(path, { bigint: true });
  } catch (error) {
    throw classifySourceError(error, path);
  }
  if (!stats.isFile()) throw new UploadError('source-not-a-file', { details: { path } });
  return fingerprintFrom(stats);
}

/** The fingerprint in a stat that was taken already. */
export function fingerprintFrom(stats: BigIntStats): Fingerprint {
  const changedAtMs = Number(stats.ctimeNs) / nanosecondsPerMillisecond;
  return {
    size: Number(stats.size),
    modifiedAtMs: Number(stats.mtimeNs) / nanosecondsPerMillisecond,
    ...(changedAtMs > 0 ? { changedAtMs } : {}),
    inode: String(stats.ino),
    device: String(stats.dev),
  };
}

/**
 * Whether both pin the same file, unchanged. The device is left out on purpose: Linux hands out device numbers anew at every mount,
 * so that a reboot or a replugged disk would make every unfinished file begin again.
 */
export function sameFile(a: Fingerprint, b: Fingerprint): boolean {
  return isSameToTheEye(a, b) && (a.changedAtMs ?? b.changedAtMs) === (b.changedAtMs ?? a.changedAtMs);
}

/** Only the change time differs: a right, a name or a link changed, or somebody wrote to the file and set its time back. */
export function isOnlyTouched(a: Fingerprint, b: Fingerprint): boolean {
  return isSameToTheEye(a, b) && !sameFile(a, b);
}

function isSameToTheEye(a: Fingerprint, b: Fingerprint): boolean {
  return a.size === b.size && a.modifiedAtMs === b.modifiedAtMs && a.inode === b.inode;
}
