import { expect, it } from 'vitest';
import type { ErrorCode } from '../../../shared/error-codes.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { carriesFile } from './carries-file.ts';
import type { Contract } from './contract.ts';
import type { Setting } from './setting.ts';

const mebibyte = 1024 * 1024;
const signal = new AbortController().signal;

/** What the server or the line does to a transfer. */
export function testTrouble(contract: Contract, at: Setting): void {
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
    const path = await at.file(5 * mebibyte);
    const answer = { status, headers: { 'Retry-After': '7' }, body: 'The server says why.' };
    for (const isEarly of [false, true]) {
      const removeRule = at.http.addRule({ method: contract.bodyMethod, fault: { kind: 'answer', ...answer, isEarly } });
      const refused = await transferFile(at.protocol, { path, relativePath: `refused-${status}-${isEarly}` });
      expect(errorOf(refused)).toMatchObject({
        code,
        retryAfterMs: 7_000,
        details: { httpStatus: status, serverSaid: 'The server says why.' },
      });
      expect(await at.server.stored(`refused-${status}-${isEarly}`)).toBeNull();
      removeRule();
    }
  });

  it.each(['cut-answer', 'reset'] as const)('takes %s for a lost connection', async (kind) => {
    const path = await at.file(5 * mebibyte);
    at.http.addRule({ method: contract.bodyMethod, times: 1, fault: { kind } });
    const cut = await transferFile(at.protocol, { path, relativePath: kind });
    expect(errorOf(cut)).toMatchObject({ code: 'connection-lost' });
  });

  it('finds a server that falls silent', async () => {
    const quick = at.another(at.tcp.url, { stallTimeoutMs: 300, options: { ...at.server.options, ...contract.asOneBody } });
    const path = await at.file(64 * mebibyte);
    at.http.addRule({ method: contract.bodyMethod, when: carriesFile, times: 1, fault: { kind: 'stall-request', afterBytes: mebibyte } });
    const stalled = await transferFile(quick, { path, relativePath: 'stalled.bin' });
    quick.close();
    expect(errorOf(stalled)).toMatchObject({ code: 'stalled', failureClass: 'transient' });
  });

  it('does not take slow for silent', async () => {
    const patient = at.another(at.tcp.url, { stallTimeoutMs: 1_000 });
    const path = await at.file(600 * 1024);
    await at.tcp.set({ bytesPerSecond: 200 * 1024 });
    const done = await transferFile(patient, { path, relativePath: 'slow.bin' });
    patient.close();
    expect(receiptOf(done).result).toBe('stored');
  });

  it(`takes a web page for ${contract.htmlIs}`, async () => {
    at.http.addRule({ fault: { kind: 'html' } });
    const path = await at.file(5 * mebibyte);
    const answered = await transferFile(at.protocol, { path, relativePath: 'page.bin' });
    if (contract.htmlIs === 'success') expect(receiptOf(answered).verification).toBe('accepted');
    else expect(errorOf(answered)).toMatchObject({ code: contract.htmlIs });
  });

  it('finds that the server is gone', async () => {
    await at.tcp.set({ mode: 'refuse' });
    const gone = await transferFile(at.protocol, { path: await at.file(10) });
    expect(errorOf(gone)).toMatchObject({ code: 'connection-refused', failureClass: 'unreachable' });
    await expect(at.protocol.probe(signal)).rejects.toMatchObject({ code: 'connection-refused' });
  });
}
