import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Protocol, ProtocolOptions } from '../../../electron/engine/protocols/protocol.ts';
import { protocols } from '../../../electron/engine/protocols/registry.ts';
import { memoryOf } from '../../engine/protocols/memory-of.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { writePseudoRandomFile } from '../../files/make-tree.ts';
import type { FaultProxy } from '../../servers/start-fault-proxy.ts';
import { startFaultProxy } from '../../servers/start-fault-proxy.ts';
import type { HttpFaultProxy } from '../../servers/start-http-fault-proxy.ts';
import { startHttpFaultProxy } from '../../servers/start-http-fault-proxy.ts';
import { protocolTo } from '../protocol-to.ts';
import type { Contract, ContractServer } from './contract.ts';

/** A server with the two proxies before it, and a protocol that speaks to it through both. */
export interface Setting {
  readonly isResumable: boolean;
  readonly server: ContractServer;
  /** Faults of HTTP; also the record of the requests. */
  readonly http: HttpFaultProxy;
  /** Faults of the line. */
  readonly tcp: FaultProxy;
  /** A new one for every test. */
  readonly protocol: Protocol;
  /** Another one, to that address. */
  another(url: string, options?: Partial<ProtocolOptions>): Protocol;
  /** Makes a file with contents of its own; resolves with its path. */
  file(sizeBytes: number, fileName?: string): Promise<string>;
  /** Bytes of bodies that reached the server since the test began. */
  bodyBytes(): number;
}

interface Parts {
  readonly server: ContractServer;
  readonly http: HttpFaultProxy;
  readonly tcp: FaultProxy;
  readonly home: Awaited<ReturnType<typeof temporaryDirectory>>;
}

/** All that has to be known of a protocol to start a server of it. `isHttp: false`: nobody can listen in, so that only the line before it has faults. */
export type SettingContract = Pick<Contract, 'kind' | 'start' | 'memory' | 'isResumable'> & { readonly isHttp?: false };

/** Starts and stops all of it around the tests of the surrounding `describe`. */
export function settingFor(contract: SettingContract): Setting {
  let parts: Parts | null = null;
  let protocol: Protocol | null = null;
  let files = 0;
  const there = (): Parts => {
    if (parts === null) throw new Error('only within a test');
    return parts;
  };

  const another = (url: string, options: Partial<ProtocolOptions> = {}): Protocol => {
    const { credentials = { kind: 'none' }, options: ownOptions = {} } = there().server;
    const memory = memoryOf(new Map(Object.entries(contract.memory ?? {})));
    return protocolTo(contract.kind, url, { options: ownOptions, credentials: async () => credentials, memory, ...options });
  };

  beforeAll(async () => {
    const server = await contract.start();
    const isHttp = contract.isHttp ?? true;
    const http = await startHttpFaultProxy(isHttp ? server.url : 'http://127.0.0.1/');
    parts = { server, http, tcp: await startFaultProxy(isHttp ? http.url : server.url), home: await temporaryDirectory() };
  }, 120_000);
  afterAll(async () => {
    const { server, http, tcp, home } = there();
    await tcp.close();
    await http.close();
    await server.close();
    await home.remove();
  });
  beforeEach(() => {
    protocol = another(there().tcp.url);
  });
  afterEach(async () => {
    const { http, tcp } = there();
    protocol?.close();
    http.clearRules();
    http.forgetRequests();
    await tcp.set({ mode: 'pass', bytesPerSecond: 0, cutAfterBytes: 0, latencyMs: 0 });
  });

  return {
    isResumable: contract.isResumable ?? protocols[contract.kind].isResumable,
    get server() {
      return there().server;
    },
    get http() {
      return there().http;
    },
    get tcp() {
      return there().tcp;
    },
    get protocol() {
      if (protocol === null) throw new Error('only within a test');
      return protocol;
    },
    another,
    async file(sizeBytes, fileName) {
      files += 1;
      const path = join(there().home.path, fileName ?? `file-${files}.bin`);
      await writePseudoRandomFile(path, sizeBytes, String(files));
      return path;
    },
    bodyBytes: () =>
      there()
        .http.requests()
        .reduce((sum, request) => sum + request.bytesForwarded, 0),
  };
}
