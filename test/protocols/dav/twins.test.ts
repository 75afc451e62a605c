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

const within = 'caf\u00e9.txt';
const apart = 'cafe\u0301.txt';

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
  /** Contents of all files below a folder. */
  const kept = (folder = ''): readonly string[] => {
    const root = join(server.directory, folder);
    const paths = readdirSync(root, { recursive: true }).map((name) => join(root, String(name)));
    return paths
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path, 'utf8'))
      .toSorted();
  };
  return { server, connect, send, kept };
}

describe.skipIf(!hasProgram('apache2'))(`WebDAV servers that take two names for one ${missingProgram('apache2') ?? ''}`, () => {
  it.each([
    ['small letters for large ones', { plain: (name) => name.toLowerCase() }, 'Photo.jpg', 'photo.jpg'],
    ['accents in either way', { plain: (name) => name.normalize('NFC') }, within, apart],
    ['accents in its own way', { plain: (name) => name.normalize('NFC'), keeps: (name) => name.normalize('NFD') }, within, apart],
  ] as const satisfies readonly (readonly [string, Folding, string, string])[])(
    'keep both files of ours where they take %s, one after the other, at once, and in folders that differ so',
    async (_what, folding, first, second) => {
      const { connect, send, kept } = await begin(folding);
      const protocol = connect();
      await send(protocol, `d/${first}`, 'one');
      await send(protocol, `d/${second}`, 'two');
      expect(kept()).toEqual(['one', 'two']);
      await Promise.all([send(protocol, `e/${first}`, 'three'), send(protocol, `e/${second}`, 'four')]);
      expect(kept()).toEqual(['four', 'one', 'three', 'two']);
      await send(protocol, `f/${first}/a.txt`, 'five');
      await send(protocol, `f/${second}/a.txt`, 'six');
      expect(kept()).toEqual(['five', 'four', 'one', 'six', 'three', 'two']);
      await send(protocol, `d/${first}`, 'one again');
      expect(kept('d')).toEqual(['one again', 'two']);
    },
  );

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
