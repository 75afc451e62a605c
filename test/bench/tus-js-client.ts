import { fileURLToPath } from 'node:url';
import type { Contestant } from './contestant.ts';

const script = fileURLToPath(new URL('tus-js-client-upload.mjs', import.meta.url));

/** tus-js-client by eight; `withCreation`: small files go out with the request that creates them. */
export function tusJsClient(withCreation: boolean): Contestant {
  return {
    name: withCreation ? 'tus-js-client with creation' : 'tus-js-client',
    isGantry: false,
    absence: () => null,
    command: async ({ url, payload }) => ({
      program: process.execPath,
      arguments: [script, url, payload.path, '8', withCreation ? 'with-creation' : 'plain'],
    }),
  };
}
