import { createHash } from 'node:crypto';
import { appendFileSync, createReadStream } from 'node:fs';
import { stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { Protocol } from '../../electron/engine/protocols/protocol.ts';
import { protocols } from '../../electron/engine/protocols/registry.ts';
import { openFileSource } from '../../electron/engine/source/file-source.ts';
import { fingerprintOf } from '../../electron/engine/source/fingerprint.ts';
import type { DestinationKind } from '../../shared/destination.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import { temporaryDirectory } from '../fakes/temporary-directory.ts';
import { writePseudoRandomFile } from '../files/make-tree.ts';
import { oddNames } from '../files/odd-names.ts';
import type { FaultProxy } from '../servers/start-fault-proxy.ts';
import { startFaultProxy } from '../servers/start-fault-proxy.ts';
import type { HttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import { startHttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import { protocolTo } from './protocol-to.ts';
import { errorOf, receiptOf, transferFile } from './transfer-file.ts';

const mebibyte = 1024 * 1024;
const signal = new AbortController().signal;

/** A real server of one kind, and how to look at what it stored. */
export interface ContractServer {
  readonly url: string;
  /** Path on this machine of a wholly stored file; null when there is none of that relative path. */
  stored(relativePath: string): Promise<string | null>;
  close(): Promise<void>;
}

export interface Contract {
  readonly kind: DestinationKind;
  readonly start: () => Promise<ContractServer>;
  /** The method of the request that carries a large file's bytes. */
  readonly bodyMethod: 'PATCH' | 'PUT' | 'POST';
  /** What the server keeps of a name; the name itself without it. */
  readonly keepsName?: (name: string) => boolean;
  /** What a lost answer to the bytes leads to at the next attempt: nothing sent again, or all of it. */
  readonly afterLostAnswer: 'nothing' | 'all';
  /** Answers to the request with the bytes that mean something of their own here, and have their own tests. */
  readonly ownStatuses?: readonly number[];
  /** What a web page in the place of every answer is. */
  readonly htmlIs: ErrorCode | 'success';
}

/** What every protocol promises (`protocol.ts`), against a real server. */
export function describeProtocol(name: string, contract: Contract): void {
  describe(name, () => {
    const isResumable = protocols[contract.kind].isResumable;
    let server: ContractServer;
    let http: HttpFaultProxy;
    let tcp: FaultProxy;
    let home: Awaited<ReturnType<typeof temporaryDirectory>>;
    let protocol: Protocol;
    let files = 0;

    beforeAll(async () => {
      server = await contract.start();
      http = await startHttpFaultProxy(server.url);
      tcp = await startFaultProxy(http.url);
      home = await temporaryDirectory();
    });
    afterAll(async () => {
      await tcp.close();
      await http.close();
      await server.close();
      await home.remove();
    });
    beforeEach(() => {
      // Through both proxies: faults of HTTP and of the line. Locations lead to the port that the client spoke to.
      protocol = protocolTo(contract.kind, tcp.url);
    });
    afterEach(async () => {
      protocol.close();
      http.clearRules();
      http.forgetRequests();
      await tcp.set({ mode: 'pass', bytesPerSecond: 0, cutAfterBytes: 0, latencyMs: 0 });
    });

    async function file(sizeBytes: number, fileName?: string): Promise<string> {
      files += 1;
      const path = join(home.path, fileName ?? `file-${files}.bin`);
      await writePseudoRandomFile(path, sizeBytes, String(files));
      return path;
    }

    const bodyBytes = (): number => http.requests().reduce((sum, request) => sum + request.bytesForwarded, 0);

    it.each([0, 1, 16 * 1024, 64 * 1024 + 1, 5 * mebibyte, 64 * mebibyte])(
      'stores %i bytes exactly, and tells how far it is',
      async (size) => {
        const path = await file(size);
        const done = await transferFile(protocol, { path, relativePath: `sizes/${size}.bin` });
        expect(receiptOf(done).result).toBe('stored');
        expect(await sameBytes(path, await server.stored(`sizes/${size}.bin`))).toBe(true);
        expect(done.sent).toEqual([...done.sent].sort((a, b) => a - b));
        expect(done.sent.every((bytes) => bytes <= size)).toBe(true);
        if (size > 0) expect(done.sent.at(-1)).toBe(size);
        expect(done.events.filter((event) => event === 'verifying').length).toBeLessThanOrEqual(1);
        if (size > 0) expect(done.events).toEqual(['verifying']);
      },
    );

    it('verifies when it is told to', async () => {
      const path = await file(100_000);
      const { verification } = receiptOf(await transferFile(protocol, { path, verify: true }));
      expect(verification).toBe(contract.kind === 'post' ? 'accepted' : 'size');
    });

    it('keeps odd names', async () => {
      const kept = oddNames.filter(contract.keepsName ?? (() => true));
      expect(kept.length).toBeGreaterThan(20);
      for (const [index, odd] of kept.entries()) {
        const path = await file(1_000 + index, `odd-${index}`);
        receiptOf(await transferFile(protocol, { path, relativePath: `odd/${odd}` }));
        expect([odd, await sameBytes(path, await server.stored(`odd/${odd}`))]).toEqual([odd, true]);
      }
    });

    it('sends eight at a time', async () => {
      const paths = await Promise.all(Array.from({ length: 24 }, (_, index) => file(10_000 + 300_000 * (index % 3))));
      const work = [...paths.entries()];
      const lane = async (): Promise<void> => {
        for (let next = work.shift(); next !== undefined; next = work.shift()) {
          receiptOf(await transferFile(protocol, { path: next[1], relativePath: `many/${next[0]}` }));
        }
      };
      await Promise.all(Array.from({ length: 8 }, lane));
      for (const [index, path] of paths.entries()) expect(await sameBytes(path, await server.stored(`many/${index}`))).toBe(true);
    });

    it('stops within 250 ms of an abort, and sends nothing more', async () => {
      const path = await file(64 * mebibyte);
      await tcp.set({ bytesPerSecond: 20 * mebibyte });
      const controller = new AbortController();
      const reason = new Error('pause');
      let abortedMs = 0;
      const stopped = await transferFile(protocol, {
        path,
        relativePath: 'aborted.bin',
        signal: controller.signal,
        onBytesSent: (bytes) => {
          if (bytes < 8 * mebibyte || abortedMs > 0) return;
          abortedMs = performance.now();
          controller.abort(reason);
        },
      });
      expect(performance.now() - abortedMs).toBeLessThan(250);
      expect(errorOf(stopped)).toBe(reason);
      await quiet(() => tcp.counters().bytesUp);
      expect(tcp.counters().connectionsOpen).toBe(0);
      expect(await server.stored('aborted.bin')).toBeNull();
    });

    it('does nothing for a signal that is aborted already', async () => {
      const stopped = await transferFile(protocol, { path: await file(10), signal: AbortSignal.abort('no') });
      expect(errorOf(stopped)).toBe('no');
      expect(http.requests()).toEqual([]);
    });

    it('needs no more memory for a large file', async () => {
      const path = await file(0, 'large.bin');
      await truncate(path, 512 * mebibyte);
      const direct = protocolTo(contract.kind, server.url);
      const before = process.memoryUsage();
      let most = 0;
      const done = await transferFile(direct, {
        path,
        relativePath: 'large.bin',
        onBytesSent: () => {
          const now = process.memoryUsage();
          most = Math.max(most, now.external + now.heapUsed - before.external - before.heapUsed);
        },
      });
      direct.close();
      receiptOf(done);
      expect((await stat((await server.stored('large.bin')) ?? '')).size).toBe(512 * mebibyte);
      expect(most).toBeLessThan(128 * mebibyte);
    });

    it(isResumable ? 'goes on after a cut, and sends only the rest' : 'begins again after a cut', async () => {
      const path = await file(32 * mebibyte);
      http.addRule({ method: contract.bodyMethod, times: 1, fault: { kind: 'cut-request', afterBytes: 20 * mebibyte } });
      const cut = await transferFile(protocol, { path, relativePath: 'cut.bin', uploadId: 'cut' });
      expect(errorOf(cut)).toMatchObject({ code: 'connection-lost', failureClass: 'transient' });
      expect(await server.stored('cut.bin')).toBeNull();
      http.forgetRequests();
      const done = await transferFile(protocol, { path, relativePath: 'cut.bin', uploadId: 'cut', checkpoint: cut.checkpoint });
      expect(receiptOf(done).result).toBe('stored');
      expect(await sameBytes(path, await server.stored('cut.bin'))).toBe(true);
      if (isResumable) expect(bodyBytes()).toBeLessThanOrEqual(16 * mebibyte);
      else expect(bodyBytes()).toBeGreaterThanOrEqual(32 * mebibyte);
      expect(done.sent.at(-1)).toBe(32 * mebibyte);
    });

    it(`sends ${contract.afterLostAnswer} again when the answer was lost`, async () => {
      const path = await file(8 * mebibyte);
      http.addRule({ method: contract.bodyMethod, times: 1, fault: { kind: 'lose-answer' } });
      const lost = await transferFile(protocol, { path, relativePath: 'lost.bin', uploadId: 'lost' });
      expect(errorOf(lost)).toMatchObject({ code: 'connection-lost' });
      http.forgetRequests();
      const done = await transferFile(protocol, { path, relativePath: 'lost.bin', uploadId: 'lost', checkpoint: lost.checkpoint });
      expect(receiptOf(done).result).toBe('stored');
      expect(await sameBytes(path, await server.stored('lost.bin'))).toBe(true);
      expect(bodyBytes() >= 8 * mebibyte).toBe(contract.afterLostAnswer === 'all');
    });

    const statuses: readonly (readonly [number, ErrorCode])[] = [
      [401, 'sign-in-refused'],
      [403, 'not-allowed'],
      [408, 'timed-out'],
      [409, 'rejected'],
      [413, 'too-large'],
      [415, 'type-refused'],
      [423, 'upload-locked'],
      [429, 'too-many-requests'],
      [500, 'server-error'],
      [503, 'server-busy'],
      [507, 'destination-full'],
    ];
    it.each(statuses.filter(([status]) => contract.ownStatuses?.includes(status) !== true))('takes %i for %s', async (status, code) => {
      const path = await file(5 * mebibyte);
      const answer = { status, headers: { 'Retry-After': '7' }, body: 'The server says why.' };
      for (const isEarly of [false, true]) {
        const removeRule = http.addRule({ method: contract.bodyMethod, fault: { kind: 'answer', ...answer, isEarly } });
        const refused = await transferFile(protocol, { path, relativePath: `refused-${status}-${isEarly}` });
        expect(errorOf(refused)).toMatchObject({
          code,
          retryAfterMs: 7_000,
          details: { httpStatus: status, serverSaid: 'The server says why.' },
        });
        expect(await server.stored(`refused-${status}-${isEarly}`)).toBeNull();
        removeRule();
      }
    });

    it.each(['cut-answer', 'reset'] as const)('takes %s for a lost connection', async (kind) => {
      const path = await file(5 * mebibyte);
      http.addRule({ method: contract.bodyMethod, times: 1, fault: { kind } });
      const cut = await transferFile(protocol, { path, relativePath: kind });
      expect(errorOf(cut)).toMatchObject({ code: 'connection-lost' });
    });

    it('finds a server that falls silent', async () => {
      const quick = protocolTo(contract.kind, tcp.url, { stallTimeoutMs: 300 });
      const path = await file(64 * mebibyte);
      http.addRule({ method: contract.bodyMethod, times: 1, fault: { kind: 'stall-request', afterBytes: mebibyte } });
      const stalled = await transferFile(quick, { path, relativePath: 'stalled.bin' });
      quick.close();
      expect(errorOf(stalled)).toMatchObject({ code: 'stalled', failureClass: 'transient' });
    });

    it('does not take slow for silent', async () => {
      const patient = protocolTo(contract.kind, tcp.url, { stallTimeoutMs: 1_000 });
      const path = await file(600 * 1024);
      await tcp.set({ bytesPerSecond: 200 * 1024 });
      const done = await transferFile(patient, { path, relativePath: 'slow.bin' });
      patient.close();
      expect(receiptOf(done).result).toBe('stored');
    });

    it(`takes a web page for ${contract.htmlIs}`, async () => {
      http.addRule({ fault: { kind: 'html' } });
      const path = await file(5 * mebibyte);
      const answered = await transferFile(protocol, { path, relativePath: 'page.bin' });
      if (contract.htmlIs === 'success') expect(receiptOf(answered).verification).toBe('accepted');
      else expect(errorOf(answered)).toMatchObject({ code: contract.htmlIs });
    });

    it('finds that the server is gone', async () => {
      await tcp.set({ mode: 'refuse' });
      const gone = await transferFile(protocol, { path: await file(10) });
      expect(errorOf(gone)).toMatchObject({ code: 'connection-refused', failureClass: 'unreachable' });
      await expect(protocol.probe(signal)).rejects.toMatchObject({ code: 'connection-refused' });
    });

    it.each(['before', 'meanwhile'] as const)('never stores a file that changed %s', async (when) => {
      const path = await file(32 * mebibyte);
      const fingerprint = await fingerprintOf(path);
      const name = `changed-${when}.bin`;
      let isChanged = false;
      const change = (): void => {
        isChanged = true;
        appendFileSync(path, 'more');
      };
      if (when === 'before') {
        // Opened in time, so that only the protocol's own looks can find it.
        const source = await openFileSource({ path, fingerprint });
        change();
        const sending = protocol.transfer({
          uploadId: name,
          source,
          target: { relativePath: name, fileName: name, contentType: 'x/y', conflict: 'rename' },
          checkpoint: null,
          verify: false,
          signal,
          onBytesSent: () => undefined,
          onCheckpoint: async () => undefined,
          onVerifying: () => undefined,
          onStartedOver: () => undefined,
        });
        await expect(sending).rejects.toMatchObject({ code: 'source-changed' });
        await source.close();
      } else {
        await tcp.set({ bytesPerSecond: 64 * mebibyte });
        const sending = await transferFile(protocol, {
          path,
          relativePath: name,
          onBytesSent: (bytes) => {
            if (bytes > mebibyte && !isChanged) change();
          },
        });
        expect(errorOf(sending)).toMatchObject({ code: 'source-changed' });
      }
      expect(isChanged).toBe(true);
      expect(await server.stored(name)).toBeNull();
    });

    it('passes on a checkpoint that could not be written, and sends nothing after it', async () => {
      const path = await file(2 * mebibyte);
      const full = new UploadError('queue-disk-full');
      const source = await openFileSource({ path, fingerprint: await fingerprintOf(path) });
      let asked = 0;
      const sending = protocol.transfer({
        uploadId: 'full',
        source,
        target: { relativePath: 'full.bin', fileName: 'full.bin', contentType: 'x/y', conflict: 'rename' },
        checkpoint: null,
        verify: false,
        signal,
        onBytesSent: () => undefined,
        onCheckpoint: async () => {
          asked += 1;
          throw full;
        },
        onVerifying: () => undefined,
        onStartedOver: () => undefined,
      });
      if (contract.kind === 'post') await sending;
      else await expect(sending).rejects.toBe(full);
      await source.close();
      expect(asked).toBe(contract.kind === 'post' ? 0 : 1);
      if (contract.kind !== 'post') expect(bodyBytes()).toBe(0);
    });

    it('discards what an unfinished transfer left, twice if need be', async () => {
      const path = await file(32 * mebibyte);
      http.addRule({ method: contract.bodyMethod, times: 1, fault: { kind: 'cut-request', afterBytes: 10 * mebibyte } });
      const cut = await transferFile(protocol, { path, relativePath: 'discarded.bin' });
      expect(errorOf(cut)).toMatchObject({ code: 'connection-lost' });
      const checkpoint = cut.checkpoint ?? {};
      await protocol.discard(checkpoint, signal);
      await protocol.discard(checkpoint, signal);
      expect(await server.stored('discarded.bin')).toBeNull();
    });

    it('says that the destination can be used, and stores nothing for it', async () => {
      expect(await protocol.probe(signal)).toMatchObject({ isResumable });
      expect(http.requests().every((request) => request.method === 'OPTIONS' || request.method === 'HEAD')).toBe(true);
    });

    it.each<[number, ErrorCode]>([
      [401, 'sign-in-refused'],
      [403, 'not-allowed'],
      [500, 'server-error'],
      [503, 'server-busy'],
    ])('says why it cannot be used: %i', async (status, code) => {
      http.addRule({ fault: { kind: 'answer', status } });
      await expect(protocol.probe(signal)).rejects.toMatchObject({ code });
    });

    it('stops a probe that is aborted', async () => {
      http.addRule({ fault: { kind: 'stall-answer' } });
      const controller = new AbortController();
      const probing = protocol.probe(controller.signal);
      setTimeout(() => controller.abort('enough'), 50);
      await expect(probing).rejects.toBe('enough');
    });

    it('reads a file anew for every attempt', async () => {
      const path = await file(0, 'anew.bin');
      await writeFile(path, 'x'.repeat(3_000_000));
      http.addRule({ method: contract.bodyMethod, times: 2, fault: { kind: 'answer', status: 503 } });
      let checkpoint = null;
      for (let attempt = 1; attempt <= 3; attempt++) {
        const tried = await transferFile(protocol, { path, relativePath: 'anew.bin', uploadId: 'anew', checkpoint });
        checkpoint = tried.checkpoint;
        if (attempt < 3) expect(errorOf(tried)).toMatchObject({ code: 'server-busy' });
        else receiptOf(tried);
      }
      expect(await sameBytes(path, await server.stored('anew.bin'))).toBe(true);
    });
  });
}

async function sameBytes(path: string, storedPath: string | null): Promise<boolean> {
  if (storedPath === null) return false;
  return (await digestOf(path)) === (await digestOf(storedPath));
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Resolves once a number has not changed for 200 ms; fails after 5 s. */
async function quiet(read: () => number): Promise<void> {
  const startedMs = performance.now();
  for (let last = -1; last !== read(); ) {
    if (performance.now() - startedMs > 5_000) throw new Error('it does not become quiet');
    last = read();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
