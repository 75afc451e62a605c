import { describe, expect, it } from 'vitest';
import { requestHead } from '../../../../../electron/engine/protocols/transport/brief/request-head.ts';

const url = new URL('http://host.test:8080/a%20b/?c=d');

describe('the head of a request', () => {
  it('says the length, the host and that the connection stays', () => {
    expect(requestHead('PUT', url, { Accept: '*/*', 'Content-Length': '7' })).toBe(
      'PUT /a%20b/?c=d HTTP/1.1\r\nAccept: */*\r\nContent-Length: 7\r\nHost: host.test:8080\r\nConnection: keep-alive\r\n\r\n',
    );
  });

  it.each(['MOVE', 'MKCOL', 'PROPFIND', 'LOCK'] as const)('says of %s that it has no body', (method) => {
    expect(requestHead(method, url, {})).toBe(
      `${method} /a%20b/?c=d HTTP/1.1\r\nHost: host.test:8080\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n`,
    );
  });

  it.each(['HEAD', 'GET', 'DELETE', 'OPTIONS'] as const)('says nothing of a body of %s', (method) => {
    expect(requestHead(method, url, {})).toBe(`${method} /a%20b/?c=d HTTP/1.1\r\nHost: host.test:8080\r\nConnection: keep-alive\r\n\r\n`);
  });

  it('takes the host that is given where it is the same, once', () => {
    expect(requestHead('GET', url, { host: 'host.test:8080' })).toBe(
      'GET /a%20b/?c=d HTTP/1.1\r\nhost: host.test:8080\r\nConnection: keep-alive\r\n\r\n',
    );
  });

  it.each(['a\r\nb: c', 'a\nb', 'a\rb', 'a\0b', 'a\x7fb', 'ā'])('refuses the value %j', (value) => {
    expect(() => requestHead('GET', url, { 'X-A': value })).toThrow(expect.objectContaining({ code: 'ERR_INVALID_CHAR' }));
  });

  it.each(['', 'a b', 'a:', 'a\r\nb', 'ä', 'a\0'])('refuses the name %j', (name) => {
    expect(() => requestHead('GET', url, { [name]: 'c' })).toThrow(expect.objectContaining({ code: 'ERR_INVALID_HTTP_TOKEN' }));
    expect(() => requestHead('GET', url, { [name]: 'c' })).toThrow(expect.objectContaining({ code: 'ERR_INVALID_HTTP_TOKEN' }));
  });

  it.each([
    ['a connection’s option', { connection: 'close' }],
    ['a coding', { 'Transfer-Encoding': 'chunked' }],
    ['a question', { Expect: '100-continue' }],
    ['another protocol', { UPGRADE: 'h2c' }],
    ['another host', { Host: 'other.test' }],
    ['a name twice', { Accept: '*/*', accept: 'text/plain' }],
  ])('is not for us with %s', (_name, headers) => {
    expect(requestHead('GET', url, headers)).toBeNull();
  });

  it('is the same for names beyond those that are remembered', () => {
    for (let number = 0; number < 1_000; number += 1) {
      expect(requestHead('GET', url, { [`X-${number}`]: 'a' })).toContain(`\r\nX-${number}: a\r\n`);
      expect(requestHead('GET', url, { [`X-${number}`]: 'a', [`x-${number}`]: 'b' })).toBeNull();
    }
  });
});
