import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { Clock } from '../../electron/engine/ports.ts';
import { askToLetGo } from '../../electron/local-socket/ask-to-let-go.ts';
import { Greeting } from '../../electron/local-socket/greeting.ts';
import { nameHolder } from '../../electron/local-socket/name-holder.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { createHandClock } from '../host/hand-clock.ts';
import type { TemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import { makeTemporaryDirectory } from '../servers/parts/temporary-directory.ts';

const token = 'the-token-of-this-start';
let temporary: TemporaryDirectory;
let dataDirectory: string;
let server: Server;
const sockets: Socket[] = [];

beforeEach(async () => {
  temporary = await makeTemporaryDirectory('let-go');
  dataDirectory = join(temporary.path, 'data');
  mkdirSync(dataDirectory, { mode: 0o700 });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server?.close();
  await temporary.remove();
});

/** A holder that greets as it should, and then does what a test wants with what it is asked. */
async function holderThat(answer: (socket: Socket, message: { readonly id: number; readonly request: string }) => void): Promise<void> {
  const address = join(dataDirectory, 'sock');
  server = createServer((socket) => {
    sockets.push(socket);
    const greeting = new Greeting(token, 1);
    let isIn = false;
    createInterface({ input: socket }).on('line', (line) => {
      if (isIn) {
        answer(socket, JSON.parse(line));
        return;
      }
      const greeted = greeting.hear(JSON.parse(line));
      isIn = greeted.kind === 'welcome';
      const said = greeted.kind === 'asked' ? greeted.message : { hello: 1, gantry: '1.2.3', host: 'mcp' };
      socket.write(`${JSON.stringify(said)}\n`);
    });
  }).listen(address);
  await once(server, 'listening');
  const file = { version: 1, address, token, processId: process.pid, host: 'mcp' };
  writeFileSync(join(dataDirectory, 'local-socket.json'), JSON.stringify(file), { mode: 0o600 });
}

describe('a holder that is asked to let go', () => {
  test('and never answers, as a stopped process does, is taken to keep the queue after some seconds', async () => {
    const clock = createHandClock();
    let tellAsked = (): void => undefined;
    const wasAsked = new Promise<void>((resolve) => {
      tellAsked = resolve;
    });
    await holderThat(() => tellAsked());
    let answer: boolean | null = null;
    const asked = askToLetGo({ dataDirectory, clock, client: 'test' }).then((letsGo) => {
      answer = letsGo;
    });
    await wasAsked;
    clock.advance(4_999);
    await Promise.resolve();
    expect(answer).toBe(null);
    clock.advance(1);
    await asked;
    expect(answer).toBe(false);
  });

  test('and says yes and then stops, is not waited for without an end', async () => {
    const clock = createHandClock();
    let timers = 0;
    const counting: Clock = {
      now: clock.now,
      monotonicNow: clock.monotonicNow,
      setTimer: (callback, delayMs) => {
        timers += 1;
        return clock.setTimer(callback, delayMs);
      },
    };
    await holderThat((socket, { id }) => socket.write(`${JSON.stringify({ id, ok: true, value: { letsGo: true } })}\n`));
    const asked = askToLetGo({ dataDirectory, clock: counting, client: 'test' });
    // For the greeting, for the answer, and then for the end.
    await expect.poll(() => timers).toBe(3);
    clock.advance(10_000);
    expect(await asked).toBe(true);
  });
});

describe('the words for a queue that is held', () => {
  const held = () => new UploadError('queue-held', { details: { path: dataDirectory } });

  test('name the process that holds it, and what to do', async () => {
    await holderThat(() => undefined);
    const named = nameHolder(held(), dataDirectory);
    if (!(named instanceof UploadError)) throw named;
    expect(errorWords(named.toPlain()).remedy).toBe(
      `It is process ${process.pid}, “gantry mcp”, which serves other programs. Close it, or go on there. If it does not answer, end that process: the list is kept.`,
    );
  });

  test('name nobody where nobody is known, or where it is another folder that is held', async () => {
    const plain = held();
    expect(nameHolder(plain, dataDirectory)).toBe(plain);
    await holderThat(() => undefined);
    const other = new UploadError('queue-held', { details: { path: '/received' } });
    expect(nameHolder(other, dataDirectory)).toBe(other);
  });
});
