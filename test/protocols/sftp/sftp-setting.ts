import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { HostKeys, Outbound } from '../../../electron/engine/ports.ts';
import type { Protocol, ProtocolOptions } from '../../../electron/engine/protocols/protocol.ts';
import { createFakeHostKeys } from '../../fakes/fake-host-keys.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { writePseudoRandomFile } from '../../files/make-tree.ts';
import type { FaultProxy } from '../../servers/start-fault-proxy.ts';
import { startFaultProxy } from '../../servers/start-fault-proxy.ts';
import type { Sshd, SshdOptions } from '../../servers/start-sshd.ts';
import { startSshd } from '../../servers/start-sshd.ts';
import { protocolTo } from '../protocol-to.ts';

export interface SftpSetting {
  readonly server: Sshd;
  /** Faults of the line. */
  readonly line: FaultProxy;
  /** A new one, by way of the line; closed after the test. */
  protocol(options?: Partial<ProtocolOptions>, outbound?: Outbound): Protocol;
  /** Path of a file at the server. */
  path(relativePath: string): string;
  /** Makes a file of its own contents; resolves with its path. */
  file(sizeBytes: number): Promise<string>;
  readonly hostKeys: HostKeys;
}

/** An OpenSSH with a proxy before it, around the tests of the surrounding `describe`. */
export function sftpSetting(options: SshdOptions = {}): SftpSetting {
  let parts: { readonly server: Sshd; readonly line: FaultProxy; readonly home: Awaited<ReturnType<typeof temporaryDirectory>> } | null =
    null;
  const open: Protocol[] = [];
  const hostKeys = createFakeHostKeys();
  let files = 0;
  const there = () => {
    if (parts === null) throw new Error('only within a test');
    return parts;
  };
  beforeAll(async () => {
    const server = await startSshd(options);
    parts = { server, line: await startFaultProxy(server.url), home: await temporaryDirectory() };
  });
  afterAll(async () => {
    const { server, line, home } = there();
    await line.close();
    await server.close();
    await home.remove();
  });
  afterEach(async () => {
    for (const protocol of open.splice(0)) protocol.close();
    await there().line.set({ mode: 'pass', bytesPerSecond: 0, cutAfterBytes: 0, latencyMs: 0 });
  });
  return {
    hostKeys,
    get server() {
      return there().server;
    },
    get line() {
      return there().line;
    },
    protocol(more = {}, outbound = undefined) {
      const protocol = protocolTo('sftp', there().line.url, { credentials: async () => there().server.credentials, ...more }, outbound);
      open.push(protocol);
      return protocol;
    },
    path: (relativePath) => join(there().server.directory, relativePath),
    async file(sizeBytes) {
      files += 1;
      const path = join(there().home.path, `file-${files}.bin`);
      await writePseudoRandomFile(path, sizeBytes, `sftp-${files}`);
      return path;
    },
  };
}
