import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { startFoldingProxy } from '../../servers/start-folding-proxy.ts';
import { startNginx } from '../../servers/start-nginx.ts';
import { protocolTo } from '../protocol-to.ts';
import { receiptOf, transferFile } from '../transfer-file.ts';

async function begin(plain: (name: string) => string) {
  const server = await startNginx();
  const proxy = await startFoldingProxy(server, { plain });
  const home = await temporaryDirectory();
  const protocol = protocolTo('put', proxy.url);
  onTestFinished(async () => {
    protocol.close();
    await proxy.close();
    await server.close();
    await home.remove();
  });
  const send = async (relativePath: string, content: string, conflict: 'overwrite' | 'rename' = 'overwrite'): Promise<void> => {
    const path = join(home.path, content);
    await writeFile(path, content);
    receiptOf(await transferFile(protocol, { path, relativePath, conflict }));
  };
  const kept = (): readonly string[] => {
    return readdirSync(server.directory)
      .map((name) => readFileSync(join(server.directory, name), 'utf8'))
      .toSorted();
  };
  return { send, kept };
}

describe.skipIf(!hasProgram('nginx'))(`a PUT server that takes two names for one ${missingProgram('nginx') ?? ''}`, () => {
  it.each([
    ['small letters for large ones', (name: string) => name.toLowerCase(), 'Photo.jpg', 'photo.jpg'],
    ['accents in either way', (name: string) => name.normalize('NFC'), 'caf\u00e9.txt', 'cafe\u0301.txt'],
  ])('keeps both files of ours where it takes %s, one after the other and at once', async (_what, plain, first, second) => {
    const { send, kept } = await begin(plain);
    await send(first, 'one');
    await send(second, 'two');
    expect(kept()).toEqual(['one', 'two']);
    await Promise.all([send(`x${first}`, 'three', 'rename'), send(`x${second}`, 'four', 'rename')]);
    expect(kept()).toEqual(['four', 'one', 'three', 'two']);
    await send(first, 'one again');
    expect(kept()).toEqual(['four', 'one again', 'three', 'two']);
  });

  it('has each under its own name where it tells them apart', async () => {
    const { send, kept } = await begin((name) => name);
    for (const round of [1, 2]) {
      await send('Photo.jpg', `large ${round}`);
      await send('photo.jpg', `small, and longer ${round}`);
    }
    expect(kept()).toEqual(['large 2', 'small, and longer 2']);
  });
});
