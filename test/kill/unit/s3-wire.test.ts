import { describe, expect, it } from 'vitest';
import type { WireRequest } from '../record-wire.ts';
import { s3Wire } from '../s3-wire.ts';

const none = new Map<string, number>();

function ask(method: string, run: number, more: Partial<WireRequest> = {}): WireRequest {
  return {
    method,
    path: '/bucket/p/a%20b.bin',
    headers: {},
    run,
    bytes: 0,
    answer: { status: 200, headers: {} },
    beganAtMs: 0,
    endedAtMs: 0,
    ...more,
  };
}

function part(run: number, number: number, more: Partial<WireRequest> = {}): WireRequest {
  return ask('PUT', run, { path: `/bucket/p/a%20b.bin?partNumber=${number}&uploadId=u`, bytes: 10, ...more });
}

describe('what the wire of S3 tells', () => {
  it('is fine with what a kill cut, and counts it', () => {
    const findings = s3Wire([part(0, 1), part(0, 2, { answer: null, bytes: 4 }), part(1, 2)], '/bucket/p/', none);
    expect(findings).toEqual({ violations: [], bytesSent: 24, bytesSentAgain: 4, lostAddresses: [] });
  });

  it.each([
    [[part(0, 1), part(1, 1)], 'a b.bin part 1: sent again although the server had taken it'],
    [[part(0, 1, { answer: null }), part(0, 1)], 'a b.bin part 1: sent twice without a kill in between'],
    [[ask('PUT', 0, { bytes: 3 }), ask('PUT', 1, { bytes: 3 })], 'a b.bin: sent again although the server had taken it'],
    [[part(0, 1), ask('DELETE', 1, { path: '/bucket/p/a%20b.bin?uploadId=u' })], 'a b.bin: 10 bytes were thrown away'],
    [[ask('DELETE', 1)], 'a b.bin: NaN bytes were thrown away'],
  ])('finds a broken promise', (requests, violation) => {
    expect(s3Wire(requests, '/bucket/p/', none).violations).toEqual([violation]);
  });

  it('finds a question after it was told to be done', () => {
    expect(s3Wire([ask('HEAD', 2)], '/bucket/p/', new Map([['a b.bin', 1]])).violations).toEqual([
      'a b.bin: HEAD after it was told to be done',
    ]);
  });
});
