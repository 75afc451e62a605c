import { expect, it } from 'vitest';
import type { ErrorCode } from '../../../shared/error-codes.ts';
import type { Setting } from './setting.ts';

const signal = new AbortController().signal;

/** Asking whether a destination can be used. */
export function testProbing(at: Setting): void {
  it('says that the destination can be used, and stores nothing for it', async () => {
    expect(await at.protocol.probe(signal)).toMatchObject({ isResumable: at.isResumable });
    expect(at.http.requests().every(({ method }) => ['OPTIONS', 'HEAD', 'GET', 'PROPFIND'].includes(method))).toBe(true);
  });

  it.each<[number, ErrorCode]>([
    [401, 'sign-in-refused'],
    [403, 'not-allowed'],
    [500, 'server-error'],
    [503, 'server-busy'],
  ])('says why it cannot be used: %i', async (status, code) => {
    at.http.addRule({ fault: { kind: 'answer', status } });
    await expect(at.protocol.probe(signal)).rejects.toMatchObject({ code });
  });

  it('stops a probe that is aborted', async () => {
    at.http.addRule({ fault: { kind: 'stall-answer' } });
    const controller = new AbortController();
    const probing = at.protocol.probe(controller.signal);
    setTimeout(() => controller.abort('enough'), 50);
    await expect(probing).rejects.toBe('enough');
  });
}
