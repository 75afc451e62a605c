import { describe, expect, it } from 'vitest';
import { parseMultistatus } from '../../../../electron/engine/protocols/dav/parse-multistatus.ts';

const url = new URL('http://h.example/files/');
const answer = (responses: string): string => `<?xml version="1.0"?><D:multistatus xmlns:D="DAV:">${responses}</D:multistatus>`;

describe('parseMultistatus', () => {
  it('reads files and folders, by relative and by whole addresses', () => {
    const body = answer(`
      <D:response><D:href>/files/</D:href><D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>
        <D:propstat><D:prop><D:getcontentlength/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat></D:response>
      <D:response><D:href>http://h.example/files/a%26b%20%C3%BC.txt</D:href><D:propstat><D:prop><D:resourcetype/>
        <D:getcontentlength>12</D:getcontentlength><D:getlastmodified>Wed, 25 Nov 2026 21:54:45 GMT</D:getlastmodified></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>`);
    expect(parseMultistatus(body, url)).toEqual([
      { path: '/files', isFolder: true, sizeBytes: null, modifiedAtMs: null },
      { path: '/files/a&b ü.txt', isFolder: false, sizeBytes: 12, modifiedAtMs: Date.UTC(2026, 10, 25, 21, 54, 45) },
    ]);
  });

  it('does not believe in properties that are not there, or make no sense', () => {
    const body = answer(
      '<D:response><D:href>/files/x</D:href><D:propstat><D:prop><D:getcontentlength>9</D:getcontentlength></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat></D:response>' +
        '<D:response><D:href>/files/%ff</D:href></D:response>' +
        '<D:response><D:href>/files/y</D:href><D:propstat><D:prop><D:getcontentlength>-1</D:getcontentlength></D:prop></D:propstat></D:response>',
    );
    expect(parseMultistatus(body, url)).toEqual(
      ['x', 'y'].map((name) => ({ path: `/files/${name}`, isFolder: false, sizeBytes: null, modifiedAtMs: null })),
    );
    expect(parseMultistatus(answer(''), url)).toEqual([]);
  });

  it('takes what the parser refuses for no answer of WebDAV, and does not break', () => {
    const nested = `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`;
    for (const inside of [nested, '<__proto__/>', '<constructor><x/></constructor>'])
      expect(parseMultistatus(answer(inside), url)).toBeNull();
  });

  it.each(['', 'hello', '<html><body>Sign in</body></html>', '<a', '<!DOCTYPE x [<!ENTITY a "aa">]><multistatus>&a;</multistatus>'])(
    'takes %j for no answer of WebDAV',
    (body) => {
      expect(parseMultistatus(body, url)).toBeNull();
    },
  );
});
