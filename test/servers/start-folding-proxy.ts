import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PathProxy } from './parts/start-path-proxy.ts';
import { startPathProxy } from './parts/start-path-proxy.ts';

export interface Folding {
  /** What is one name to it: names that this makes the same. */
  readonly plain: (name: string) => string;
  /** How it writes a new name. */
  readonly keeps?: (name: string) => string;
}

/** Makes of a server over a folder one that takes some names for one, as on Windows and macOS: each keeps the spelling in which it came first. */
export function startFoldingProxy(
  server: { readonly url: string; readonly directory: string },
  { plain, keeps = (name) => name }: Folding,
): Promise<PathProxy> {
  const target = new URL(server.url);
  const real = (path: string): string => {
    const { pathname } = new URL(path, target);
    const slash = pathname.endsWith('/') ? '/' : '';
    const names: string[] = [];
    for (const name of pathname.slice(target.pathname.length).split('/').filter(Boolean).map(decodeURIComponent)) {
      const there = namesIn(join(server.directory, ...names));
      names.push(there.find((other) => plain(other) === plain(name)) ?? keeps(name));
    }
    return `${target.pathname}${names.map(encodeURIComponent).join('/')}${names.length === 0 ? '' : slash}`;
  };
  return startPathProxy(server.url, real);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
