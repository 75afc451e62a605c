import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Receiver, StartReceiverOptions } from '../../electron/receiver/start-receiver.ts';
import { startReceiver } from '../../electron/receiver/start-receiver.ts';
import type { TemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import { makeTemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import { TusClient } from './tus-client.ts';

const incoming = '.gantry-incoming';

/** A receiver of its own folder, for one test. */
export class ReceiverFixture {
  readonly directory: string;
  #temporary: TemporaryDirectory;
  #receiver: Receiver;
  #client: TusClient;

  private constructor(temporary: TemporaryDirectory, receiver: Receiver) {
    this.#temporary = temporary;
    this.directory = temporary.path;
    this.#receiver = receiver;
    this.#client = new TusClient(receiver.destinationUrl);
  }

  static async start(options: Partial<StartReceiverOptions> = {}): Promise<ReceiverFixture> {
    const temporary = await makeTemporaryDirectory('receiver');
    return new ReceiverFixture(
      temporary,
      await startReceiver({ directory: temporary.path, port: 0, log: { write: () => undefined }, ...options }),
    );
  }

  get client(): TusClient {
    return this.#client;
  }

  get destinationUrl(): string {
    return this.#receiver.destinationUrl;
  }

  async restart(options: Partial<StartReceiverOptions> = {}): Promise<void> {
    await this.#receiver.close();
    this.#receiver = await startReceiver({ directory: this.directory, port: 0, log: { write: () => undefined }, ...options });
    this.#client = new TusClient(this.#receiver.destinationUrl);
  }

  read(path: string): Promise<string> {
    return readFile(join(this.directory, path), 'utf8');
  }

  /** Paths of all received files, sorted. */
  async received(): Promise<readonly string[]> {
    const entries = await readdir(this.directory, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(this.directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((path) => !path.startsWith(incoming))
      .sort();
  }

  /** Names of unfinished data and descriptions. */
  async unfinished(): Promise<readonly string[]> {
    const folder = join(this.directory, incoming);
    return existsSync(folder) ? (await readdir(folder)).filter((name) => name !== 'finished' && !name.startsWith('owner.db')).sort() : [];
  }

  /** The size of each of those. */
  async unfinishedBytes(): Promise<readonly number[]> {
    return Promise.all((await this.unfinished()).map(async (name) => (await stat(this.incomingPath(name))).size));
  }

  incomingPath(name: string): string {
    return join(this.directory, incoming, name);
  }

  async close(): Promise<void> {
    await this.#receiver.close();
    await this.#temporary.remove();
  }
}
