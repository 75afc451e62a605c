import { chmodSync, closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, utimesSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { provableFromBytes } from '../../../electron/engine/source/file-source.ts';
import { isSettled } from '../../../shared/upload.ts';
import { startTusServer } from '../../servers/start-tus-server.ts';
import { oldTime } from './source-change.ts';
import { openSourceEngine } from './source-engine.ts';

const mebibyte = 1024 * 1024;

/** A file large enough to be proven whose rights change while it is on its way. Moves two gigabytes for each test. */
export function testTouchedLargeFile(): void {
  it.each(['meanwhile', 'while paused', 'while closed'])(
    'a large file whose rights changed goes on where it was: %s',
    async (when) => {
      const home = mkdtempSync(join(tmpdir(), 'gantry-large-'));
      const path = join(home, 'large.bin');
      const file = openSync(path, 'w');
      ftruncateSync(file, provableFromBytes);
      for (let place = 0; place < provableFromBytes; place += 64 * mebibyte) writeSync(file, `part ${place}`, place);
      closeSync(file);
      utimesSync(path, oldTime, oldTime);
      const server = await startTusServer();
      let test = openSourceEngine(join(home, 'data'));
      try {
        test.engine.setRateLimit(400 * mebibyte);
        await test.engine.add({ paths: [path], destinationId: test.destination(`tus+${server.url}`) });
        await test.until('the middle', () => test.file().bytesSent > 500 * mebibyte, 300_000);
        if (when === 'while paused') await test.engine.pause({ kind: 'all' });
        if (when === 'while closed') await test.engine.close();
        chmodSync(path, 0o640);
        if (when === 'while closed') test = openSourceEngine(join(home, 'data'));
        if (when === 'while paused') await test.engine.resume({ kind: 'all' });
        test.engine.setRateLimit(null);
        await test.until('it settles', () => isSettled(test.file().status), 300_000);
        expect(test.file().status).toBe('completed');
        const sent = server.requests().reduce((sum, { bytes }) => sum + bytes, 0);
        // What was on its way when the line was cut goes twice; the five hundred megabytes before it do not.
        expect(sent - provableFromBytes).toBeLessThan(64 * mebibyte);
        expect(server.requests().filter(({ method }) => method === 'POST')).toHaveLength(1);
      } finally {
        await test.engine.close();
        await server.close();
        rmSync(home, { recursive: true, force: true });
      }
    },
    600_000,
  );
}
