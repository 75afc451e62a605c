import { UploadError } from '../../errors/upload-error.ts';
import type { DestinationMemory, FoundFile } from '../protocol.ts';
import { lookKey, saysNothing } from './look-memory.ts';
import type { PutClient } from './put-client.ts';
import { putUrl } from './put-url.ts';

export interface PutLookOptions {
  readonly client: PutClient;
  readonly destination: URL;
  readonly memory: DestinationMemory;
  /** Universally unique. */
  readonly newId: () => string;
}

/** Looks at single names by HEAD, and believes no server that says yes to everything. */
export class PutLook {
  readonly #options: PutLookOptions;
  #isHonest: boolean | null = null;

  constructor(options: PutLookOptions) {
    this.#options = options;
  }

  /** null: nothing has that name. Throws a permanent `UploadError` where the server does not answer such questions truly. */
  async find(relativePath: string, signal: AbortSignal): Promise<FoundFile | null> {
    const { client, destination, memory } = this.#options;
    const url = putUrl(destination, relativePath);
    if (memory.read(lookKey) === saysNothing) throw refused(url);
    const found = await client.look(url, signal);
    switch (found.kind) {
      case 'absent':
        return null;
      case 'unknown':
        throw refused(url);
      case 'present':
        await this.#requireAbsence(signal);
        return { relativePath, sizeBytes: found.sizeBytes, modifiedAtMs: found.modifiedAtMs };
    }
  }

  /** Asks once for what nobody ever sent. */
  async #requireAbsence(signal: AbortSignal): Promise<void> {
    const { client, destination, newId } = this.#options;
    const url = putUrl(destination, `gantry-${newId()}`);
    this.#isHonest ??= (await client.look(url, signal)).kind === 'absent';
    if (!this.#isHonest) throw new UploadError('wrong-protocol', { details: { host: url.host, reason: 'has-everything' } });
  }
}

function refused(url: URL): UploadError {
  return new UploadError('method-refused', { details: { host: url.host } });
}
