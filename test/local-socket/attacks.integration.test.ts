import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../electron/host/system-clock.ts';
import { systemRandomness } from '../../electron/host/system-randomness.ts';
import { connectToHolder } from '../../electron/local-socket/connect-to-holder.ts';
import type { HolderConnection } from '../../electron/local-socket/holder-connection.ts';
import type { LocalSocket } from '../../electron/local-socket/open-local-socket.ts';
import { openLocalSocket } from '../../electron/local-socket/open-local-socket.ts';
import type { FakeEngine } from '../desktop/fake-engine.ts';
import { createFakeEngine } from '../desktop/fake-engine.ts';
import { fileEvent, fileProgress } from '../desktop/progress-samples.ts';
import { silentLog } from '../desktop/silent-log.ts';
import { fakeSettings } from '../fakes/fake-settings.ts';
import type { TemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import { makeTemporaryDirectory } from '../servers/parts/temporary-directory.ts';

let temporary: TemporaryDirectory;
let dataDirectory: string;
let engine: FakeEngine;
let socket: LocalSocket | null;
const clients: Socket[] = [];

const open = (): Promise<LocalSocket | null> =>
  openLocalSocket({
    ...{ dataDirectory, engine, settings: fakeSettings(), environment: {}, host: 'window', version: '1.2.3' },
    ports: { clock: systemClock, log: silentLog, randomness: systemRandomness },
  });

beforeEach(async () => {
  temporary = await makeTemporaryDirectory('socket');
  dataDirectory = join(temporary.path, 'data');
  mkdirSync(dataDirectory, { mode: 0o700 });
  engine = createFakeEngine();
  socket = await open();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await socket?.close();
  await temporary.remove();
});

interface Said {
  readonly address: string;
  readonly token: string;
}
const said = (): Said => JSON.parse(readFileSync(join(dataDirectory, 'local-socket.json'), 'utf8'));

/** A raw connection and all that it has been told. */
function attach(isGreeting = true): { readonly client: Socket; told(): string; readonly closed: Promise<void> } {
  const client = connect(said().address);
  clients.push(client);
  let told = '';
  const closed = new Promise<void>((resolve) => client.on('close', () => resolve()));
  client.on('data', (bytes) => {
    told += bytes.toString();
  });
  client.on('error', () => undefined);
  if (isGreeting) client.write(`${JSON.stringify({ hello: 1, token: said().token })}\n`);
  return { client, told: () => told, closed };
}

async function ours(): Promise<HolderConnection> {
  const connection = await connectToHolder({ dataDirectory, clock: systemClock, client: 'test' });
  if (connection === null) throw new Error('nobody listens');
  return connection;
}

async function worksFor(connection: HolderConnection): Promise<boolean> {
  const { batches } = await connection.ask('getOverview', {});
  return Array.isArray(batches);
}

test('it serves its owner', async () => {
  const connection = await ours();
  expect(connection.holder).toEqual({ host: 'window', version: '1.2.3' });
  expect(await connection.ask('pause', { scope: { kind: 'all' } })).toEqual({ affected: 1 });
  await expect(connection.ask('listUploads', { fromPosition: -1, limit: 1 })).rejects.toMatchObject({ code: 'bad-request' });
  connection.close();
});

test.each([
  ['garbage', Buffer.from([0, 255, 10, 13, 10, 7])],
  ['HTTP', Buffer.from('POST / HTTP/1.1\r\nHost: localhost\r\n\r\n{}')],
  ['deep JSON', Buffer.from(`${'['.repeat(100_000)}\n`)],
])('%s is refused, before and after the hello, and others are served on', async (_name, bytes) => {
  for (const isGreeting of [false, true]) {
    const { client, told, closed } = attach(isGreeting);
    client.write(bytes);
    await closed;
    expect(told()).toMatch(/"bad-request".*\n$/);
  }
  expect(await worksFor(await ours())).toBe(true);
  expect(engine.calls).toEqual([]);
});

test('a line of 100 MB is cut off at 8, and is not kept', async () => {
  const before = process.memoryUsage().arrayBuffers;
  const { client, told, closed } = attach();
  const piece = Buffer.alloc(1_000_000, 0x61);
  for (let sent = 0; sent < 100 && !client.destroyed; sent++) {
    if (!client.write(piece)) await Promise.race([once(client, 'drain'), closed]);
  }
  await closed;
  expect(told()).toContain('more than 8388608 bytes');
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000_000);
  expect(await worksFor(await ours())).toBe(true);
});

test('a half line is waited for, however slowly it comes', async () => {
  const { client, told } = attach();
  for (const byte of Buffer.from('{"id":1,"request":"getOverview"}\n')) {
    client.write(Buffer.of(byte));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await expect.poll(told, { timeout: 20_000 }).toContain('"id":1,"ok":true');
});

test('a thousand connections at once do not stop those who were there, and room is made again', async () => {
  const first = await ours();
  const crowd = Array.from({ length: 1_000 }, () => attach(false));
  await expect.poll(() => crowd.filter(({ client }) => client.destroyed || client.closed).length, { timeout: 10_000 }).toBeGreaterThan(900);
  expect(await worksFor(first)).toBe(true);
  // Those that were let in said no hello.
  await expect.poll(() => crowd.every(({ client }) => client.destroyed), { timeout: 10_000 }).toBe(true);
  expect(await worksFor(await ours())).toBe(true);
});

test('a reader that never reads costs the others nothing, and little memory', async () => {
  engine.uploads = Array.from({ length: 1_000 }, (_, index) => fileProgress(index));
  const { client } = attach();
  client.pause();
  client.write(`${JSON.stringify({ id: 0, request: 'subscribe', args: {} })}\n`);
  for (let id = 1; id < 2_000; id++)
    client.write(`${JSON.stringify({ id, request: 'listUploads', args: { fromPosition: 0, limit: 1_000 } })}\n`);
  const other = await ours();
  const before = process.memoryUsage().rss;
  let told = 0;
  const onChanges = (): void => {
    told += 1;
  };
  await other.subscribe({ onChanges, onGap: () => undefined });
  for (let step = 0; step < 20; step++) {
    for (let index = 0; index < 1_000; index++) engine.emit(fileEvent(fileProgress(index, { bytesSent: step })));
    await new Promise((resolve) => systemClock.setTimer(() => resolve(null), 20));
  }
  await other.catchUp();
  expect(told).toBeGreaterThan(2);
  expect(await worksFor(other)).toBe(true);
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
});

describe('after a crash', () => {
  test('what it left is replaced, and the old token is worth nothing', async () => {
    const left = said();
    await socket?.close();
    // What a killed process leaves: the file that says where, and a socket at which nobody listens.
    writeFileSync(join(dataDirectory, 'local-socket.json'), JSON.stringify({ version: 1, ...left }), { mode: 0o600 });
    const server = createServer().listen(left.address);
    await once(server, 'listening');
    server.close();
    expect(await connectToHolder({ dataDirectory, clock: systemClock, client: 'test' })).toBe(null);
    socket = await open();
    expect(said().token).not.toBe(left.token);
    expect(await worksFor(await ours())).toBe(true);
  });

  test('nothing is left behind by an orderly end', async () => {
    await socket?.close();
    socket = null;
    expect(existsSync(join(dataDirectory, 'local-socket.json'))).toBe(false);
    expect(existsSync(join(dataDirectory, 'socket', 'gantry.sock'))).toBe(false);
  });
});

describe.skipIf(!canBecomeSomebodyElse())('another user of the machine', () => {
  const asNobody = (script: string) =>
    spawnSync(process.execPath, ['-e', script], { uid: 65_534, gid: 65_534, encoding: 'utf8', env: {}, cwd: '/', timeout: 10_000 });
  const connecting = (address: string): string =>
    `require('net').connect(${JSON.stringify(address)}).on('connect', () => { console.log('in'); process.exit() }).on('error', (error) => console.log(error.code))`;

  test('can neither connect nor read the token, also where the data directory is open to all', () => {
    chmodSync(temporary.path, 0o755);
    chmodSync(dataDirectory, 0o755);
    expect(asNobody(connecting(said().address)).stdout.trim()).toBe('EACCES');
    const read = `try { console.log(require('fs').readFileSync(${JSON.stringify(join(dataDirectory, 'local-socket.json'))}, 'utf8')) } catch (error) { console.log(error.code) }`;
    expect(asNobody(read).stdout.trim()).toBe('EACCES');
  });
});

function canBecomeSomebodyElse(): boolean {
  return process.getuid?.() === 0;
}
