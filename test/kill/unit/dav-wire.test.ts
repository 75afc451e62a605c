import { describe, expect, it } from 'vitest';
import { davWire } from '../dav-wire.ts';
import type { WireRequest } from '../record-wire.ts';

const temporary = '/a/.b.bin.gantry-0123456789abcdef';
const untold = new Map<string, number>();

function ask(method: string, run: number, more: Partial<WireRequest> = {}): WireRequest {
  return { method, path: temporary, headers: {}, run, bytes: 0, answer: { status: 201, headers: {} }, beganAtMs: 0, endedAtMs: 0, ...more };
}

const put = (run: number, bytes: number, more: Partial<WireRequest> = {}): WireRequest => ask('PUT', run, { bytes, ...more });
const move = (run: number): WireRequest => ask('MOVE', run, { headers: { destination: 'http://h/a/b.bin' } });

describe('what the wire of WebDAV tells', () => {
  it('is fine with a file that is sent again because it was cut, and counts that', () => {
    const findings = davWire([put(0, 60, { answer: null }), ask('DELETE', 1), put(1, 100), ask('HEAD', 1), move(1)], untold);
    expect(findings).toEqual({ violations: [], bytesSent: 160, bytesSentAgain: 60, lostAddresses: [] });
  });

  it('knows pieces that go on', () => {
    const range = (text: string) => ({ headers: { 'content-range': text } });
    const pieces = [
      put(0, 16, range('bytes 0-15/100')),
      put(0, 50, { ...range('bytes 16-99/100'), answer: null }),
      put(1, 40, range('bytes 60-99/100')),
    ];
    expect(davWire([...pieces, move(1)], untold)).toMatchObject({ violations: [], bytesSentAgain: 6 });
  });

  it('finds what was sent, moved or deleted without need', () => {
    expect(davWire([put(0, 100), put(1, 100)], untold).violations).toEqual(['/a/b.bin: sent again although the server had taken it']);
    expect(davWire([put(0, 100), move(0), move(1)], untold).violations).toEqual(['/a/b.bin: moved into place twice']);
    expect(davWire([ask('DELETE', 0, { path: '/a/b.bin' })], untold).violations).toEqual(['/a/b.bin: something was deleted']);
    const told = new Map([['a/b.bin', 0]]);
    expect(davWire([put(0, 9), move(0), ask('HEAD', 1, { path: '/a/b.bin' })], told).violations).toEqual([
      '/a/b.bin: HEAD after it was told to be done',
    ]);
  });
});
