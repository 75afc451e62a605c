import type { Clock } from '../../electron/engine/ports.ts';
import type { FileSource, FileSourceRequest } from '../../electron/engine/source/file-source.ts';
import { openFileSource } from '../../electron/engine/source/file-source.ts';
import { fingerprintOf } from '../../electron/engine/source/fingerprint.ts';
import { systemClock } from '../../electron/host/system-clock.ts';

/** A file that a test has just made counts as an old one, and is not waited for. */
const laterClock: Clock = { ...systemClock, now: () => systemClock.now() + 60_000 };

/** A file as the engine opens it for an attempt; pinned as it is now unless a fingerprint says otherwise. */
export async function openSource(path: string, options: Partial<FileSourceRequest> = {}): Promise<FileSource> {
  const fingerprint = options.fingerprint ?? (await fingerprintOf(path));
  return openFileSource({ path, readPrefix: null, clock: laterClock, signal: new AbortController().signal, ...options, fingerprint });
}
