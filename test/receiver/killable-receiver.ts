import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { TusClient } from './tus-client.ts';

/** A receiver in its own process. */
export class KillableReceiver {
  readonly client: TusClient;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, destinationUrl: string) {
    this.#child = child;
    this.client = new TusClient(destinationUrl);
  }

  static async start(directory: string, port = 0): Promise<KillableReceiver> {
    const program = fileURLToPath(new URL('receiver-process.ts', import.meta.url));
    const child = spawn(process.execPath, [program, directory, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
    process.once('exit', () => child.kill('SIGKILL'));
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return new KillableReceiver(child, line);
  }

  get port(): number {
    return Number(new URL(this.client.url).port);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** As a power failure would, but for the disk's cache: nothing of it runs after this. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
  }
}
