import { join, resolve } from 'node:path';

export interface ReceiveDirectoryOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly dataDirectory: string;
  readonly homeDirectory: string;
}

/**
 * Where "This computer" puts what it receives: `GANTRY_RECEIVE_DIR`, else beside a data directory that was moved, so that a trial
 * touches nothing of the person's, else `Gantry` in their home.
 */
export function receiveDirectoryFor({ environment, dataDirectory, homeDirectory }: ReceiveDirectoryOptions): string {
  const given = environment['GANTRY_RECEIVE_DIR'];
  if (given) return resolve(given);
  return environment['GANTRY_DATA_DIR'] ? join(dataDirectory, 'received') : join(homeDirectory, 'Gantry');
}
