import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryDirectory {
  readonly path: string;
  remove(): Promise<void>;
}

/** Makes a directory of its own under the system's temporary one; `remove` throws it away with all that is in it. */
export async function makeTemporaryDirectory(purpose: string): Promise<TemporaryDirectory> {
  // The real path, because tests compare paths with what servers answer, and macOS links /tmp elsewhere.
  const path = await realpath(await mkdtemp(join(tmpdir(), `gantry-${purpose}-`)));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}
