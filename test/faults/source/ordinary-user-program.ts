import { chmodSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Credentials } from '../../../electron/engine/ports.ts';
import { statusWords } from '../../../shared/text/status-words.ts';
import { isSettled } from '../../../shared/upload.ts';
import { unreadableContent } from './ordinary-user-content.ts';
import { oldTime } from './source-change.ts';
import { openSourceEngine } from './source-engine.ts';

/** Run as a process of its own: rights mean nothing to root. Says on its output where the file stood when it could not be read. */
const [home = '', url = '', what = '', fileName = ''] = process.argv.slice(2);
const credentials = JSON.parse(process.env['SOURCE_CREDENTIALS'] ?? '{"kind":"none"}') as Credentials;
const mebibyte = 1024 * 1024;
const path = join(home, 'source', fileName);
mkdirSync(dirname(path));
writeFileSync(path, unreadableContent);
utimesSync(path, oldTime, oldTime);
const closed = what.startsWith('folder') ? dirname(path) : path;

let test = openSourceEngine(join(home, 'data'), credentials);
test.engine.setRateLimit(8 * mebibyte);
await test.engine.add({ paths: [path], destinationId: test.destination(url) });
const isAdded = (): boolean => test.engine.listUploads({ fromPosition: 0, limit: 1 }).uploads.length > 0;
await test.until('the middle', () => isAdded() && test.file().bytesSent > mebibyte);
if (what.endsWith('closed')) {
  await test.engine.close();
  chmodSync(closed, 0);
  test = openSourceEngine(join(home, 'data'), credentials);
} else chmodSync(closed, 0);
await test.until('it settles', () => isSettled(test.file().status));
const words = statusWords(test.file(), 0);
chmodSync(closed, 0o700);
test.engine.setRateLimit(null);
await test.engine.retry({ kind: 'all' });
await test.until('it settles again', () => isSettled(test.file().status));
process.stdout.write(JSON.stringify({ words, after: test.file().status }));
await test.engine.close();
process.exit(0);
