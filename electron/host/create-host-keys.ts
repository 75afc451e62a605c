import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { HostKey, HostKeys } from '../engine/ports.ts';
import { keysOfHost, withKey, withoutHost } from './known-hosts.ts';

export interface KnownHostsOptions {
  readonly dataDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
}

/**
 * Host keys in a `known_hosts` file of the data directory. What it does not know is looked up in the user's own (`~/.ssh/known_hosts`, or the one
 * that `GANTRY_KNOWN_HOSTS` names), which is never written to; what it does know counts alone.
 */
export function createHostKeys({ dataDirectory, environment, homeDirectory }: KnownHostsOptions): HostKeys {
  const ownPath = join(dataDirectory, 'known_hosts');
  const given = environment['GANTRY_KNOWN_HOSTS'];
  const usersPath = given === undefined || given === '' ? join(homeDirectory, '.ssh', 'known_hosts') : given;
  // One after the other: two hosts that are met at once must not lose each other's line.
  let writing: Promise<void> = Promise.resolve();
  const change = (changed: (text: string) => string): Promise<void> => {
    const next = writing.then(() => rewrite(ownPath, changed));
    writing = next.catch(() => undefined);
    return next;
  };
  return {
    async find(host, port): Promise<readonly HostKey[]> {
      await writing;
      const users = keysOfHost(await textOf(usersPath, () => ''), host, port);
      const own = keysOfHost(await textOf(ownPath, unreadable), host, port);
      if (own.length === 0) return users;
      return [...own, ...users.filter((key) => key.isRevoked === true)];
    },
    remember: (host, port, key) => change((text) => withKey(text, host, port, key)),
    replace: (host, port, key) => change((text) => withKey(withoutHost(text, host, port), host, port, key)),
  };
}

async function rewrite(path: string, changed: (text: string) => string): Promise<void> {
  const text = changed(await textOf(path, unreadable));
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.new`, text, { mode: 0o600 });
    await rename(`${path}.new`, path);
  } catch (error) {
    throw unwritable(path, error);
  }
}

async function textOf(path: string, otherwise: (path: string, error: unknown) => string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return '';
    return otherwise(path, error);
  }
}

/** To take a file that cannot be read for an empty one would trust whoever answers. */
function unreadable(path: string, error: unknown): never {
  throw unwritable(path, error);
}

function unwritable(path: string, error: unknown): UploadError {
  const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
  return new UploadError(isFull ? 'queue-disk-full' : 'queue-unusable', { details: { path }, cause: error });
}
