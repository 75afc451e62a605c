import { describe, expect, it } from 'vitest';
import { uploadLocation } from '../../../../electron/engine/protocols/tus/upload-location.ts';

describe('uploadLocation', () => {
  it.each([
    ['https://h.example/files/', 'https://h.example/files/1', 'https://h.example/files/1'],
    ['https://h.example/files/', '/files/1?x=2', 'https://h.example/files/1?x=2'],
    ['https://h.example/files/', '1', 'https://h.example/files/1'],
    ['https://h.example/files/', '//h.example/files/1', 'https://h.example/files/1'],
    ['https://h.example/files/', 'http://h.example/files/1', 'https://h.example/files/1'],
    ['https://h.example:8443/files/', 'http://h.example/files/1', 'https://h.example:8443/files/1'],
    ['https://h.example:8443/files/', 'http://h.example:8443/files/1', 'https://h.example:8443/files/1'],
    ['https://h.example/files/', 'https://u:p@h.example/files/1#x', 'https://h.example/files/1'],
    ['http://[::1]:1080/files/', '/files/1', 'http://[::1]:1080/files/1'],
  ])('at %s, %s is %s', (base, location, expected) => {
    expect(uploadLocation(location, new URL(base)).href).toBe(expected);
  });

  it.each([
    ['https://h.example/files/', 'https://evil.example/files/1', 'https://evil.example'],
    ['https://h.example/files/', '//evil.example/1', 'https://evil.example'],
    ['https://h.example/files/', 'http://h.example:81/files/1', 'http://h.example:81'],
    ['http://h.example/files/', 'https://h.example/files/1', 'https://h.example'],
    ['http://h.example/files/', 'http://h.example:81/files/1', 'http://h.example:81'],
  ])('at %s, %s is refused', (base, location, reason) => {
    const refusal = expect.objectContaining({ code: 'redirect-refused', details: { host: new URL(reason).host, reason } });
    expect(() => uploadLocation(location, new URL(base))).toThrow(refusal);
  });

  it('does not make sense of a broken one', () => {
    expect(() => uploadLocation('http://', new URL('https://h.example/'))).toThrow(expect.objectContaining({ code: 'unexpected-answer' }));
  });
});
