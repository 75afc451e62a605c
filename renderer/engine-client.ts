import type { Bridge, RequestArguments, RequestName, RequestValue } from '../shared/contract.ts';
import type { ChangeBatch } from '../shared/progress.ts';
import { ClientError } from './client-error.ts';

declare global {
  interface Window {
    readonly gantry: Bridge;
  }
}

/** The engine as the window's code sees it: requests go in, changes come out. */
export interface EngineClient {
  /** The answer's value; throws `ClientError` where the engine refused. */
  request<Name extends RequestName>(name: Name, args: RequestArguments<Name>): Promise<RequestValue<Name>>;
  onChanges(listener: (changes: ChangeBatch) => void): () => void;
  acknowledge(sequence: number): void;
  pathsOf(files: Iterable<File>): GivenFiles;
}

/** What was dropped or pasted. */
export interface GivenFiles {
  /** True paths on this computer. */
  readonly paths: readonly string[];
  /** Names of what has none, such as a picture dragged out of a page. */
  readonly namesWithoutPath: readonly string[];
}

export function createEngineClient(bridge: Bridge): EngineClient {
  return {
    async request(name, args) {
      const answer = await bridge.request(name, args).catch(() => null);
      // A rejected call never reached a handler: the host is going away or the border refused it.
      if (answer === null) throw new ClientError({ code: 'internal', details: {} });
      if (!answer.ok) throw new ClientError(answer.error);
      return answer.value;
    },
    onChanges: (listener) => bridge.onChanges(listener),
    acknowledge: (sequence) => bridge.acknowledge(sequence),
    pathsOf: (files) => {
      const given = Array.from(files, (file) => ({ name: file.name, path: bridge.pathForFile(file) }));
      return {
        paths: given.map(({ path }) => path).filter((path) => path !== ''),
        namesWithoutPath: given.filter(({ path }) => path === '').map(({ name }) => name),
      };
    },
  };
}

let windowClient: EngineClient | null = null;

/** The client of this window; the only place that touches `window.gantry`. */
export function engineClient(): EngineClient {
  windowClient ??= createEngineClient(window.gantry);
  return windowClient;
}
