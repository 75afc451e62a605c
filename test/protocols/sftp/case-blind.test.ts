import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Protocol } from '../../../electron/engine/protocols/protocol.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { makeTemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import type { CaseBlindSftp } from '../../servers/start-case-blind-sftp.ts';
import { startCaseBlindSftp } from '../../servers/start-case-blind-sftp.ts';
import { protocolTo } from '../protocol-to.ts';
import { receiptOf, transferFile } from '../transfer-file.ts';
import { sftpSetting } from './sftp-setting.ts';

describe('an SFTP server that does not tell a.txt from A.txt', () => {
  let server: CaseBlindSftp;
  let home: Awaited<ReturnType<typeof makeTemporaryDirectory>>;
  const open: Protocol[] = [];
  beforeAll(async () => {
    server = await startCaseBlindSftp();
    home = await makeTemporaryDirectory('case-twins');
  });
  afterAll(async () => {
    for (const protocol of open) protocol.close();
    await server.close();
    await home.remove();
  });

  function connect(): Protocol {
    const protocol = protocolTo('sftp', server.url, { credentials: async () => server.credentials });
    open.push(protocol);
    return protocol;
  }
  let files = 0;
  async function send(protocol: Protocol, relativePath: string, content: string): Promise<void> {
    files += 1;
    const path = join(home.path, `${files}`);
    await writeFile(path, content);
    receiptOf(await transferFile(protocol, { path, relativePath, conflict: 'overwrite' }));
  }
  /** Contents by name. */
  const there = (folder: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      readdirSync(join(server.directory, folder)).map((name) => [name, readFileSync(join(server.directory, folder, name), 'utf8')]),
    );

  it('keeps both of two files that are sent one after the other, also by another process', async () => {
    await send(connect(), 'd/photo.jpg', 'one');
    await send(connect(), 'd/Photo.JPG', 'two');
    expect(there('d')).toEqual({ 'photo.jpg': 'one', 'Photo (2).JPG': 'two' });
  });

  it('replaces what has the very name, and lists a folder for that once', async () => {
    await mkdir(join(server.directory, 'g'));
    const names = Array.from({ length: 6 }, (_, index) => `Scan ${index}.txt`);
    for (const name of names) await writeFile(join(server.directory, 'g', name), 'old');
    const protocol = connect();
    const before = server.requests.get('opendir') ?? 0;
    for (const name of names) await send(protocol, `g/${name}`, 'new');
    expect(there('g')).toEqual(Object.fromEntries(names.map((name) => [name, 'new'])));
    expect((server.requests.get('opendir') ?? 0) - before).toBeLessThanOrEqual(2);
  });
});

describe.skipIf(!hasProgram('sshd'))(`an SFTP server that tells them apart ${missingProgram('sshd') ?? ''}`, () => {
  const at = sftpSetting();

  it('has all, and each is replaced by its own', async () => {
    const protocol = at.protocol();
    const [within, apart] = ['caf\u00e9', 'cafe\u0301'];
    for (const bytes of [10, 20]) {
      for (const [name, more] of [
        ['photo.jpg', 0],
        ['PHOTO.JPG', 1],
        [within, 2],
        [apart, 3],
      ] as const) {
        receiptOf(await transferFile(protocol, { path: await at.file(bytes + more), relativePath: `d/${name}`, conflict: 'overwrite' }));
      }
    }
    expect(readdirSync(at.path('d')).toSorted()).toEqual(['PHOTO.JPG', 'photo.jpg', within, apart].toSorted());
    expect(readFileSync(at.path(`d/${within}`))).toHaveLength(22);
    expect(readFileSync(at.path(`d/${apart}`))).toHaveLength(23);
    expect(readFileSync(at.path('d/photo.jpg'))).toHaveLength(20);
    expect(readFileSync(at.path('d/PHOTO.JPG'))).toHaveLength(21);
  });
});
