import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Protocol, ProtocolOptions } from '../../../electron/engine/protocols/protocol.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { writePseudoRandomFile } from '../../files/make-tree.ts';
import type { HttpFaultProxy } from '../../servers/start-http-fault-proxy.ts';
import { startHttpFaultProxy } from '../../servers/start-http-fault-proxy.ts';
import { protocolTo } from '../protocol-to.ts';

interface Server {
  readonly url: string;
  readonly directory: string;
  close(): Promise<void>;
}

export interface DavSetting<Running extends Server> {
  readonly server: Running;
  readonly http: HttpFaultProxy;
  readonly protocol: Protocol;
  /** Method and status of what went over the wire. */
  asked(): readonly string[];
  /** A new file of that name and content; a number stands for as many bytes. */
  file(name: string, content: string | number): Promise<string>;
}

/** A real server behind a proxy, and a protocol to it; all of it is gone after the test. */
export function davSettings(): <Running extends Server>(
  start: () => Promise<Running>,
  options?: Partial<ProtocolOptions>,
) => Promise<DavSetting<Running>> {
  const open: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
  });
  return async (start, options = {}) => {
    const server = await start();
    const http = await startHttpFaultProxy(server.url);
    const home = await temporaryDirectory();
    const protocol = protocolTo('dav', http.url, options);
    open.push(
      () => server.close(),
      () => http.close(),
      () => home.remove(),
      () => protocol.close(),
    );
    return {
      server,
      http,
      protocol,
      asked: () => http.requests().map(({ method, status }) => `${method} ${status}`),
      file: async (name, content) => {
        const path = join(home.path, name);
        if (typeof content === 'number') await writePseudoRandomFile(path, content, name);
        else await writeFile(path, content);
        return path;
      },
    };
  };
}
