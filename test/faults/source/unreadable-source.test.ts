import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorWords } from '../../../shared/text/error-words.ts';
import { unreadableContent } from './ordinary-user-content.ts';
import type { RunningServer } from './source-server.ts';
import { sourceServers } from './source-server.ts';

const program = join(import.meta.dirname, 'ordinary-user-program.ts');
/** Nobody: root reads everything. */
const ordinary = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
/** A checkout below /root is closed to others. */
function canOthersRead(): boolean {
  return spawnSync(process.execPath, ['-e', 'require("fs").accessSync(process.argv[1])', program], ordinary).status === 0;
}

/** Every way at every server; without it each server meets one of them. */
const isWhole = process.env['GANTRY_WHOLE_FAULT_MATRIX'] === '1';
const ways = ['file meanwhile', 'file while closed', 'folder meanwhile', 'folder while closed'];
const there = sourceServers.filter(({ isThere }) => isThere);

describe.skipIf(!canOthersRead())('a source that may not be read any more', () => {
  describe.concurrent.each(there)('at $name', ({ kind, start, name }) => {
    const place = there.findIndex((server) => server.name === name);
    const own = isWhole ? ways : ways.filter((_what, index) => index === place % ways.length);
    let server: RunningServer;
    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server.close());

    it.each(own)('%s', async (what) => {
      const home = mkdtempSync(join(tmpdir(), 'gantry-user-'));
      chmodSync(home, 0o777);
      const fileName = `${what.replaceAll(' ', '-')}.bin`;
      const url = `${kind === 'sftp' ? '' : `${kind}+`}${server.url}${server.ownQuery ?? ''}`;
      const env = { ...process.env, SOURCE_CREDENTIALS: JSON.stringify(server.credentials ?? { kind: 'none' }) };
      try {
        const { stdout } = await promisify(execFile)(process.execPath, [program, home, url, what, fileName], { ...ordinary, env });
        const { title, remedy } = errorWords({ code: 'source-unreadable', details: {} });
        expect(JSON.parse(stdout)).toEqual({ words: { state: title, detail: remedy }, after: 'completed' });
        const finished = await server.finished(fileName);
        expect(finished.map((bytes) => bytes.equals(unreadableContent))).toEqual([true]);
      } finally {
        rmSync(home, { recursive: true, force: true });
      }
    });
  });
});
