import { readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Protocol } from '../../../electron/engine/protocols/protocol.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { startApacheDav } from '../../servers/start-apache-dav.ts';
import type { Folding } from '../../servers/start-folding-proxy.ts';
import { startFoldingProxy } from '../../servers/start-folding-proxy.ts';
import { protocolTo } from '../protocol-to.ts';
import { receiptOf, transferFile } from '../transfer-file.ts';

async function begin(folding: Folding) {
  const server = await startApacheDav();
  const proxy = await startFoldingProxy(server, folding);
  const home = await temporaryDirectory();
  const open: Protocol[] = [];
  onTestFinished(async () => {
    for (const protocol of open) protocol.close();
    await proxy.close();
    await server.close();
    await home.remove();
  });
  const connect = (): Protocol => {
    const protocol = protocolTo('dav', proxy.url);
    open.push(protocol);
    return protocol;
  };
  const send = async (protocol: Protocol, relativePath: string, content: string): Promise<void> => {
    const path = join(home.path, content);
    await writeFile(path, content);
    receiptOf(await transferFile(protocol, { path, relativePath, conflict: 'overwrite' }));
  };
  /** Contents of all files. */
  const kept = (): readonly string[] => {
    const paths = readdirSync(server.directory, { recursive: true }).map((name) => join(server.directory, String(name)));
    return paths
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path, 'utf8'))
      .toSorted();
  };
  return { server, connect, send, kept };
}

describe.skipIf(!hasProgram('apache2'))(`WebDAV servers that take two names for one ${missingProgram('apache2') ?? ''}`, () => {
  it('keep what differs by case also when it was there before, or was sent before a restart', async () => {
    const { server, connect, send, kept } = await begin({ plain: (name) => name.toLowerCase() });
    await mkdir(join(server.directory, 'Trip'));
    // Apache works as another user.
    await chmod(join(server.directory, 'Trip'), 0o777);
    await writeFile(join(server.directory, 'Trip/Map.txt'), 'theirs');
    await send(connect(), 'Trip/map.txt', 'ours');
    await send(connect(), 'trip/Map.txt', 'another');
    expect(kept()).toEqual(['another', 'ours', 'theirs']);
    await send(connect(), 'Trip/Map.txt', 'theirs, replaced');
    expect(kept()).toEqual(['another', 'ours', 'theirs, replaced']);
  });
});
