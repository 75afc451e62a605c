import type { ClientCommand } from './client-command.ts';
import type { Payload } from './payload.ts';

export interface RunSetting {
  /** Of the server; ends with a slash. */
  readonly url: string;
  /** Secrets for the server; every client finds them in its environment as well. */
  readonly environment: Readonly<Record<string, string>>;
  readonly payload: Payload;
  /** An empty folder of this run, for what a client writes down. */
  readonly clientPath: string;
}

/** A client that does the work. */
export interface Contestant {
  readonly name: string;
  readonly isGantry: boolean;
  /** Why it cannot take part on this machine; null when it can. */
  absence(): string | null;
  /** May write files into `clientPath`; that is not measured. */
  command(setting: RunSetting): Promise<ClientCommand>;
}
