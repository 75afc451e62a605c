import type { HostKey, HostKeys } from '../../electron/engine/ports.ts';

/** Host keys that are forgotten with the test. */
export function createFakeHostKeys(): HostKeys {
  const known = new Map<string, readonly HostKey[]>();
  const nameOf = (host: string, port: number): string => `${host}:${port}`;
  return {
    find: async (host, port) => known.get(nameOf(host, port)) ?? [],
    remember: async (host, port, key) => {
      known.set(nameOf(host, port), [...(known.get(nameOf(host, port)) ?? []), key]);
    },
    replace: async (host, port, key) => {
      known.set(nameOf(host, port), [key]);
    },
  };
}
