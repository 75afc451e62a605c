import { describe, expect, it } from 'vitest';
import { putWire } from '../put-wire.ts';
import type { WireRequest } from '../record-wire.ts';
import { tusWire } from '../tus-wire.ts';

const relativePath = 'a/b.bin';
const metadata = { 'upload-metadata': `filename Yg==,relativePath ${Buffer.from(relativePath).toString('base64')}` };
const foreign = { told: new Map<string, number>(), knowsRepeatedCreation: false };

function ask(method: string, run: number, more: Partial<WireRequest> = {}): WireRequest {
  return {
    method,
    path: '/files/1',
    headers: {},
    run,
    bytes: 0,
    answer: { status: 204, headers: {} },
    beganAtMs: 0,
    endedAtMs: 0,
    ...more,
  };
}

function made(run: number, location: string | null, bytes = 0): WireRequest {
  const answer = location === null ? null : { status: 201, headers: { location } };
  return ask('POST', run, { path: '/files/', headers: metadata, bytes, answer });
}

function part(run: number, offset: number, bytes: number, answeredOffset: number | null, path = '/files/1'): WireRequest {
  const answer = answeredOffset === null ? null : { status: 204, headers: { 'upload-offset': String(answeredOffset) } };
  return ask('PATCH', run, { path, headers: { 'upload-offset': String(offset) }, bytes, answer });
}

describe('what the wire of tus tells', () => {
  it('is fine with going on where the server is, and counts what was in flight', () => {
    const head = ask('HEAD', 1, { answer: { status: 200, headers: { 'upload-offset': '60' } } });
    const findings = tusWire([made(0, '/files/1'), part(0, 0, 80, null), head, part(1, 60, 40, 100)], foreign);
    expect(findings).toEqual({ violations: [], bytesSent: 120, bytesSentAgain: 20, lostAddresses: [] });
  });

  it('finds bytes that the server had confirmed', () => {
    const findings = tusWire([made(0, '/files/1'), part(0, 0, 80, 80), part(1, 60, 40, 100)], foreign);
    expect(findings.violations).toEqual([`${relativePath}: PATCH from byte 60 although the server had confirmed 80`]);
  });

  it('finds an upload that was made anew although its address was known', () => {
    const { violations } = tusWire(
      [made(0, '/files/1'), part(0, 0, 80, 80), made(1, '/files/2'), part(1, 0, 100, 100, '/files/2')],
      foreign,
    );
    expect(violations).toEqual([
      `${relativePath}: made anew although its address was known (PATCH)`,
      `${relativePath}: 80 bytes went to an address that nobody had written down`,
    ]);
  });

  it('allows an empty upload whose answer died with the process, and nothing with bytes in it', () => {
    const empty = tusWire([made(0, null), made(1, '/files/2'), part(1, 0, 100, 100, '/files/2')], foreign);
    expect([empty.violations, empty.lostAddresses]).toEqual([[], [relativePath]]);
    const full = tusWire([made(0, '/files/1', 100), made(1, '/files/2', 100)], foreign);
    expect(full.violations).toEqual([`${relativePath}: 100 bytes went to an address that nobody had written down`]);
  });

  it('finds an upload that was made twice with no kill in between, and an unknown one', () => {
    const { violations } = tusWire([made(0, null), made(0, '/files/2'), ask('HEAD', 0, { path: '/files/9' })], foreign);
    expect(violations).toEqual(['HEAD /files/9: nobody made that upload', `${relativePath}: made twice without a kill in between`]);
  });

  it('finds a request after the file was told to be done', () => {
    const { violations } = tusWire([made(0, '/files/1'), part(0, 0, 9, 9), ask('HEAD', 1)], {
      ...foreign,
      told: new Map([[relativePath, 0]]),
    });
    expect(violations).toEqual([`${relativePath}: HEAD after it was told to be done`]);
  });
});

describe('what the wire of PUT tells', () => {
  const put = (run: number, bytes: number, status: number | null): WireRequest =>
    ask('PUT', run, { path: '/a/b.bin', bytes, answer: status === null ? null : { status, headers: {} } });

  it('counts what was in flight at a kill', () => {
    expect(putWire([put(0, 60, null), put(1, 100, 201)], new Map())).toMatchObject({ violations: [], bytesSent: 160, bytesSentAgain: 60 });
  });

  it('finds what was taken and sent again, sent twice in one run, deleted, or touched after it was done', () => {
    expect(putWire([put(0, 100, 201), put(1, 100, 204)], new Map()).violations).toHaveLength(1);
    expect(putWire([put(0, 100, null), put(0, 100, 201)], new Map()).violations).toHaveLength(1);
    expect(putWire([ask('DELETE', 0, { path: '/a/b.bin' })], new Map()).violations).toHaveLength(1);
    expect(putWire([put(0, 100, 201), ask('HEAD', 1, { path: '/a/b.bin' })], new Map([[relativePath, 0]])).violations).toHaveLength(1);
  });
});
