import type { OnReadOpts, Socket } from 'node:net';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ConnectionPool } from '../../../electron/engine/protocols/transport/brief/connection-pool.ts';
import type { ConnectionHolder, KeptConnection } from '../../../electron/engine/protocols/transport/brief/kept-connection.ts';
import { scriptedSocket } from './scripted-server.ts';

/** Holds what it is given, and writes down what it is told. */
class Holder implements ConnectionHolder {
  readonly told: string[] = [];
  connection: KeptConnection | null = null;

  onGiven(connection: KeptConnection): void {
    this.connection = connection;
    this.told.push(connection.isReady ? 'given ready' : 'given');
  }

  onConnected(): void {
    this.told.push('connected');
  }

  onSent(): void {
    this.told.push('sent');
  }

  onBytes(bytes: Buffer): void {
    this.told.push(bytes.toString());
  }

  onClosed(): void {
    this.told.push('closed');
  }

  onFailed(error: Error): void {
    this.told.push(error.message);
  }
}

async function poolOf(most = 4) {
  const server: Socket[] = [];
  const sockets: Socket[] = [];
  const { port } = await scriptedSocket((socket) => void server.push(socket));
  const open = (onread: OnReadOpts): Socket => {
    const socket = connect({ host: '127.0.0.1', port, onread });
    sockets.push(socket);
    return socket;
  };
  const pool = new ConnectionPool({ open, most, idleLimitMs: 10_000 });
  onTestFinished(() => pool.close());
  /** A holder with a connection that is made. */
  const held = async (): Promise<Holder & { connection: KeptConnection }> => {
    const holder = new Holder();
    pool.take(holder);
    await vi.waitFor(() => expect(holder.connection?.isReady).toBe(true));
    return Object.assign(holder, { connection: holder.connection as KeptConnection });
  };
  return { pool, server, sockets, held };
}

describe('a pool of connections', () => {
  it('tells the holder what happens, and nobody else', async () => {
    const { pool, server, held } = await poolOf();
    const first = await held();
    first.connection.send('a', null);
    await vi.waitFor(() => expect(first.told).toEqual(['given', 'connected', 'sent']));
    pool.giveBack(first.connection, null);
    const second = await held();
    server[0]?.write('b');
    await vi.waitFor(() => expect(second.told).toEqual(['given ready', 'b']));
    server[0]?.end();
    await vi.waitFor(() => expect(second.told).toEqual(['given ready', 'b', 'closed']));
    expect([first.told.length, pool.hasIdle]).toEqual([3, false]);
  });

  it('uses the last one first', async () => {
    const { pool, held } = await poolOf();
    const [first, second] = [await held(), await held()];
    pool.giveBack(second.connection, null);
    pool.giveBack(first.connection, null);
    expect((await held()).connection).toBe(first.connection);
    expect((await held()).connection).toBe(second.connection);
  });

  it('ends one that is idle for too long, and none that is held', async () => {
    const { pool, sockets, held } = await poolOf();
    const { connection } = await held();
    sockets[0]?.emit('timeout');
    expect(sockets[0]?.destroyed).toBe(false);
    pool.giveBack(connection, null);
    expect([sockets[0]?.timeout, pool.hasIdle]).toEqual([10_000, true]);
    sockets[0]?.emit('timeout');
    expect([sockets[0]?.destroyed, pool.hasIdle]).toEqual([true, false]);
  });

  it('keeps one no longer than its server says', async () => {
    const { pool, sockets, held } = await poolOf();
    const { connection } = await held();
    const limits: (number | undefined)[] = [];
    for (const limitMs of [4_000, 60_000, null, 2_000]) {
      pool.giveBack(connection, limitMs);
      limits.push(sockets[0]?.timeout);
      await held();
    }
    expect(limits).toEqual([4_000, 10_000, 10_000, 2_000]);
    pool.giveBack(connection, 0);
    expect([sockets[0]?.destroyed, pool.hasIdle]).toEqual([true, false]);
  });

  it('drops the one that was idle for longest, and all', async () => {
    const { pool, sockets, held } = await poolOf();
    const holders = [await held(), await held(), await held()];
    for (const { connection } of holders) pool.giveBack(connection, null);
    expect(pool.dropOldestIdle()).toBe(true);
    expect(sockets.map((socket) => socket.destroyed)).toEqual([true, false, false]);
    pool.dropIdle();
    expect([sockets.every((socket) => socket.destroyed), pool.hasIdle, pool.dropOldestIdle()]).toEqual([true, false, false]);
  });

  it('gives one that comes back to whoever waits for longest', async () => {
    const { pool, held } = await poolOf(1);
    const first = await held();
    const [second, third, fourth] = [new Holder(), new Holder(), new Holder()];
    for (const holder of [second, third, fourth]) pool.take(holder);
    pool.forget(second);
    pool.giveBack(first.connection, null);
    expect([second.told, third.told, fourth.told]).toEqual([[], ['given ready'], []]);
    third.connection?.end();
    await vi.waitFor(() => expect(fourth.told).toEqual(['given', 'connected']));
    expect(third.told).toEqual(['given ready']);
  });

  it('tells who holds or waits when all are closed', async () => {
    const { pool, held } = await poolOf(1);
    const first = await held();
    const second = new Holder();
    pool.take(second);
    pool.close();
    expect([first.told.at(-1), second.told]).toEqual(['socket hang up', ['socket hang up']]);
  });
});
