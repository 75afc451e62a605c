import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContractServer } from './contract/contract.ts';

/** A server that keeps files in a folder, as the contract sees it. */
export function storedIn(server: { readonly url: string; readonly directory: string; close(): Promise<void> }): ContractServer {
  return {
    url: server.url,
    close: server.close,
    stored: async (relativePath) => {
      const path = join(server.directory, relativePath);
      return stat(path).then(
        () => path,
        () => null,
      );
    },
  };
}
