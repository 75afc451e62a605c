import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { CreateProtocol } from '../../electron/engine/protocols/protocol.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { createFakeServer, hang, stored } from './fake-server.ts';
import { tableOf } from './table-of.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();
const names = (count: number) => Array.from({ length: count }, (_, index) => `f${index}`);

describe('a file that its destination has whole', () => {
  it('lets another one send beside its last questions', async () => {
    const test = fixture.start({ concurrency: 3 });
    const begun: string[] = [];
    test.server.onTransfer = async (request) => {
      begun.push(request.target.relativePath);
      if (request.target.relativePath === 'f1') request.onStored?.();
      return await hang(request);
    };
    await test.addFiles(names(9));
    await test.pass(5_000);
    // The disk answers in whatever order it likes.
    expect(begun.toSorted()).toEqual(['f0', 'f1', 'f2', 'f3']);
  });

  it('makes room for as many as may send at once, less one', async () => {
    const test = fixture.start({ concurrency: 3 });
    test.server.onTransfer = async (request) => {
      request.onStored?.();
      return await hang(request);
    };
    await test.addFiles(names(9));
    await test.pass(5_000);
    expect(test.server.active).toBe(5);
  });

  it('makes none where one at a time is wanted', async () => {
    const test = fixture.start({ concurrency: 1 });
    test.server.onTransfer = async (request) => {
      request.onStored?.();
      return await hang(request);
    };
    await test.addFiles(names(3));
    await test.pass(5_000);
    expect(test.server.active).toBe(1);
  });

  it('needs its room again when it has to be sent once more', async () => {
    const test = fixture.start({ concurrency: 2 });
    const gate = fixture.gate();
    const begun: string[] = [];
    test.server.onTransfer = async (request, call) => {
      const name = request.target.relativePath;
      begun.push(name);
      if (call === 1 && name === 'f0') {
        request.onStored?.();
        throw new UploadError('checksum-mismatch');
      }
      if (name === 'f1') await gate.opened;
      return name === 'f1' ? stored : await hang(request);
    };
    await test.addFiles(names(9));
    await test.until(() => begun.filter((name) => name === 'f0').length === 2);
    await test.pass(5_000);
    // f2 had begun while f0 was only to be asked for; when f1 ends there are two that send, and no room.
    expect(test.server.active).toBe(3);
    gate.open();
    await test.until(() => test.server.active === 2);
    await test.pass(5_000);
    expect([test.server.active, begun.includes('f3')]).toEqual([2, false]);
  });

  it('leaves its room to the next when it is through', async () => {
    const test = fixture.start({ concurrency: 2 });
    test.server.onTransfer = async (request) => {
      request.onStored?.();
      return stored;
    };
    await test.addFiles(names(9));
    await test.until(() => test.batch().successful === 9);
    test.server.onTransfer = hang;
    await test.addFiles(['later0', 'later1', 'later2', 'later3']);
    await test.pass(5_000);
    expect(test.server.active).toBe(2);
  });

  it('needs its room again when it is sent once more within one try', async () => {
    const test = fixture.start({ concurrency: 2 });
    const gates = { f0: fixture.gate(), f1: fixture.gate() };
    const begun: string[] = [];
    test.server.onTransfer = async (request) => {
      const name = request.target.relativePath;
      begun.push(name);
      if (name === 'f0') {
        request.onBytesSent(100);
        request.onVerifying();
        request.onStored?.();
        await gates.f0.opened;
        // The server refuses to move it: it goes under its own name, from its first byte.
        request.onBytesSent(0);
      }
      if (name !== 'f1') return await hang(request);
      await gates.f1.opened;
      return stored;
    };
    await test.addFiles(names(9));
    await test.pass(5_000);
    expect(test.server.active).toBe(3);
    gates.f0.open();
    await test.pass(5_000);
    gates.f1.open();
    await test.pass(5_000);
    // f0 and f2 send: there is no room.
    expect([test.server.active, begun.includes('f3')]).toEqual([2, false]);
  });

  it('finds a connection of its own, however many are wanted at once', async () => {
    const clock = createFakeClock();
    const server = createFakeServer(clock);
    const told: number[] = [];
    const telling: CreateProtocol = (options) => {
      told.push(options.concurrency);
      return server.table.tus.create(options);
    };
    const test = fixture.start({ concurrency: 64, clock, server, protocols: tableOf(telling) });
    server.onTransfer = async (request) => {
      request.onStored?.();
      return await hang(request);
    };
    await test.addFiles(names(130));
    await test.pass(5_000);
    expect(Math.min(...told)).toBeGreaterThanOrEqual(server.active);
  });
});
