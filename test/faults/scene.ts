import { join } from 'node:path';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import type { Credentials } from '../../electron/engine/ports.ts';
import { systemClock } from '../../electron/host/system-clock.ts';
import { createSystemNetwork } from '../../electron/host/system-network.ts';
import { systemRandomness } from '../../electron/host/system-randomness.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { FileProgress } from '../../shared/progress.ts';
import { createFakeHostKeys } from '../fakes/fake-host-keys.ts';
import { temporaryDirectory } from '../fakes/temporary-directory.ts';
import { writePseudoRandomFile } from '../files/make-tree.ts';
import type { FaultProxy } from '../servers/start-fault-proxy.ts';
import { startFaultProxy } from '../servers/start-fault-proxy.ts';
import type { HttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import { startHttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import type { Authority } from './authority.ts';
import type { MatrixProtocol, MatrixServer } from './matrix-protocol.ts';
import type { SkippingClock } from './skipping-clock.ts';
import { createSkippingClock } from './skipping-clock.ts';

/** How the destination is reached: by number, by a name that `nameServer` answers for, or over TLS. */
export type Line = 'plain' | 'named' | 'secure';

/** The real engine, a file, and a real server behind two proxies that do faults. */
export interface Scene {
  readonly protocol: MatrixProtocol;
  readonly server: MatrixServer;
  /** Faults of HTTP, and the record of the requests; nothing comes through it where the protocol is no HTTP. */
  readonly http: HttpFaultProxy;
  /** Faults of the line. */
  readonly tcp: FaultProxy;
  readonly clock: SkippingClock;
  readonly engine: Engine;
  /** The sign-in that the person gives from now on; null: the right one. */
  giveCredentials(credentials: Credentials | null): void;
  /** Of the destination, as it stands in its address. */
  readonly hostName: string;
  /** Where `line` is `secure`. */
  readonly authority: Authority | null;
  readonly sourcePath: string;
  readonly sizeBytes: number;
  file(): FileProgress;
  /** Every status that the file was ever shown in. */
  readonly statuses: Set<FileProgress['status']>;
  /** Codes of every error that it was ever shown with. */
  readonly errors: Set<ErrorCode>;
  add(): Promise<void>;
  /** Another engine on the same data, as after a restart of the program. */
  reopen(): Promise<Scene>;
  close(): Promise<void>;
}

export interface SceneOptions {
  readonly line?: Line;
  readonly sizeBytes?: number;
  readonly authority?: Authority | null;
}

/** Large enough that tus sends it apart from its creation. */
const usualBytes = 1.5 * 1024 * 1024;
let scenes = 0;

export async function startScene(protocol: MatrixProtocol, options: SceneOptions = {}): Promise<Scene> {
  const { line = 'plain', sizeBytes = usualBytes, authority = null } = options;
  scenes += 1;
  const hostName = line === 'named' ? `files-${scenes}.gantry.test` : '127.0.0.1';
  const server = await protocol.start();
  const http = await startHttpFaultProxy(
    protocol.isHttp ? server.url : 'http://127.0.0.1/',
    line === 'secure' ? (authority?.good ?? null) : null,
  );
  const tcp = await startFaultProxy(protocol.isHttp ? http.url : server.url);
  const home = await temporaryDirectory();
  const sourcePath = join(home.path, 'photo.raw');
  await writePseudoRandomFile(sourcePath, sizeBytes, String(scenes));
  const url = new URL(tcp.url);
  url.hostname = hostName;

  let told = 0;
  const clock = createSkippingClock({
    activity: () => {
      let sum = told + tcp.counters().bytesUp + tcp.counters().bytesDown + tcp.counters().connectionsAccepted;
      for (const { bytesReceived, bytesForwarded, isOver } of http.requests()) sum += 1 + bytesReceived + bytesForwarded + (isOver ? 1 : 0);
      return sum;
    },
    isBusy: () =>
      protocol.isHttp
        ? http.requests().some(({ isOver, isSilent }) => !isOver && !isSilent)
        : tcp.mode === 'pass' && tcp.counters().connectionsOpen > tcp.counters().connectionsSilent,
  });
  const hostKeys = createFakeHostKeys();
  if (server.hostKey !== undefined) {
    const [algorithm = '', key = ''] = server.hostKey.split(' ');
    await hostKeys.remember(hostName, tcp.port, { algorithm, key });
  }
  let given: Credentials | null = null;
  const statuses = new Set<FileProgress['status']>();
  const errors = new Set<ErrorCode>();
  const open = (): Engine => {
    const engine = createEngine({
      dataDirectory: join(home.path, 'data'),
      ports: {
        clock,
        randomness: systemRandomness,
        log: { write: () => undefined },
        hostKeys,
        secrets: { credentialsFor: async () => given ?? server.credentials ?? { kind: 'none' } },
        network: createSystemNetwork({ clock: systemClock }),
      },
    });
    engine.onProgress((event) => {
      told += 1;
      if (event.action !== 'file_progress') return;
      statuses.add(event.payload.status);
      if (event.payload.error !== null) errors.add(event.payload.error.code);
    });
    return engine;
  };

  const sceneOf = (engine: Engine): Scene => ({
    protocol,
    server,
    http,
    tcp,
    clock,
    engine,
    giveCredentials: (credentials) => {
      given = credentials;
    },
    hostName,
    authority,
    sourcePath,
    sizeBytes,
    statuses,
    errors,
    file: () => {
      const file = engine.listUploads({ fromPosition: 0, limit: 10 }).uploads.at(-1);
      if (file === undefined) throw new Error('no file was added');
      return file;
    },
    add: async () => {
      await engine.add({ paths: [sourcePath] });
    },
    reopen: async () => {
      await engine.close();
      return sceneOf(open());
    },
    close: async () => {
      await engine.close();
      clock.close();
      await tcp.close();
      await http.close();
      await server.close();
      await home.remove();
    },
  });
  const scene = sceneOf(open());
  scene.engine.destinations.add({
    name: 'Archive',
    url: `${protocol.isHttp ? `${protocol.kind}+` : ''}${url.href}${server.ownQuery ?? ''}`,
    isSaved: true,
  });
  return scene;
}
