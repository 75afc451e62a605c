import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorWords } from '../../../shared/text/error-words.ts';
import type { RunningServer } from './source-server.ts';
import { sourceServers } from './source-server.ts';

const program = join(import.meta.dirname, 'ordinary-user-program.ts');
/** Nobody: root reads everything. */
const ordinary = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
/** A checkout below /root is closed to others. */
function canOthersRead(): boolean {
  return spawnSync(process.execPath, ['-e', 'require("fs").accessSync(process.argv[1])', program], ordinary).status === 0;
}

describe.skipIf(!canOthersRead())('a source that may not be read any more', () => {
  let server: RunningServer;
  beforeAll(async () => {
    const start = sourceServers.find(({ name }) => name === '@tus/server')?.start;
    if (start === undefined) throw new Error('no such server');
    server = await start();
  });
  afterAll(() => server.close());

  it.each(['file meanwhile', 'file while closed', 'folder meanwhile', 'folder while closed'])('%s', async (what) => {
    const home = mkdtempSync(join(tmpdir(), 'gantry-user-'));
    chmodSync(home, 0o777);
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [program, home, `tus+${server.url}`, what], ordinary);
      const { title, remedy } = errorWords({ code: 'source-unreadable', details: {} });
      expect(JSON.parse(stdout)).toEqual({ words: { state: title, detail: remedy }, after: 'completed' });
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});
