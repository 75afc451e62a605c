import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDestinationUrl } from '../../../electron/engine/destinations/parse-destination-url.ts';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';

function reasonOf(text: string): string {
  try {
    parseDestinationUrl(text);
  } catch (error) {
    if (error instanceof UploadError && error.code === 'destination-invalid') return error.details.reason ?? '';
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

describe('parseDestinationUrl', () => {
  it.each([
    ['tus+https://h.example/files/', 'tus', 'https://h.example/files/', null, {}],
    ['TUS+HTTP://H.example:1080/files', 'tus', 'http://h.example:1080/files', null, {}],
    ['  put+http://127.0.0.1:8080/pre/fix ', 'put', 'http://127.0.0.1:8080/pre/fix/', null, {}],
    ['put+https://h.example', 'put', 'https://h.example/', null, {}],
    ['put+https://h.example/a/?sig=1', 'put', 'https://h.example/a/?sig=1', null, {}],
    ['post+https://h.example/up?field=photo', 'post', 'https://h.example/up', null, { field: 'photo' }],
    ['post+https://h.example/up?key=1&field=photo', 'post', 'https://h.example/up?key=1', null, { field: 'photo' }],
    ['tus+https://h.example/files/?field=1', 'tus', 'https://h.example/files/?field=1', null, {}],
    ['tus+https://me%40home@h.example/files/', 'tus', 'https://h.example/files/', 'me@home', {}],
    ['put+http://[::1]:8080/', 'put', 'http://[::1]:8080/', null, {}],
    ['put+https://h.example/#part', 'put', 'https://h.example/', null, {}],
  ])('%s', (text, kind, url, user, options) => {
    const parsed = parseDestinationUrl(text);
    expect([parsed.kind, parsed.url.href, parsed.user, parsed.options]).toEqual([kind, url, user, options]);
    expect([parsed.maxFileSizeBytes, parsed.acceptedExtensions]).toEqual([null, null]);
  });

  it('reads what the destination does not take, and keeps it from the server', () => {
    const parsed = parseDestinationUrl('put+https://h.example/a/?gantry-max-size=1.5G&x=1&gantry-accept=.JPG,%20png,');
    expect([parsed.maxFileSizeBytes, parsed.acceptedExtensions, parsed.url.search]).toEqual([1.5 * 1024 ** 3, ['jpg', 'png'], '?x=1']);
  });

  it.each([
    ['', 'empty'],
    ['photos', 'neither a saved destination nor a URL'],
    ['/home/me', 'neither a saved destination nor a URL'],
    ['https://h.example/', 'put s3+, dav+, tus+, put+ or post+ before https://'],
    ['ftp://h.example/', 'does not know the kind "ftp"'],
    ['constructor+http://h/', 'does not know the kind'],
    ['tus://h.example/', 'tus+https://'],
    ['tus+ftp://h.example/', 'tus+https://'],
    ['tus+https://', 'not a host'],
    ['tus+https://h.example:99999/', 'not a host'],
    ['put+http://a b/', 'not a host'],
    ['put+https://%ff@h.example/', 'percent-encoded'],
    ['sftp+https://me@h.example/', 'SFTP has no +https'],
    ['sftp:///path/', 'is not a host with a path'],
    ['put+https://h.example/?gantry-max-size=much', 'gantry-max-size'],
    ['put+https://h.example/?gantry-accept=,', 'gantry-accept'],
  ])('says of %j: %s', (text, words) => {
    expect(reasonOf(text)).toContain(words);
  });

  it('refuses passwords, without repeating them', () => {
    for (const text of [
      'tus+https://me:s3cret@h.example/',
      'tus+https://:s3cret@h.example/',
      'tus+https://me:s3cret@h.example:99999/',
      'x://me:s3cret@h/',
    ]) {
      expect(reasonOf(text)).not.toContain('s3cret');
    }
    expect(reasonOf('tus+https://me:s3cret@h.example/')).toContain('Secrets come from the environment');
  });

  it('throws nothing else for any text', () => {
    const kind = fc.constantFrom('tus', 'put', 'post', 's3', 'dav', 'sftp', 'http', '');
    const almost = fc
      .tuple(kind, fc.constantFrom('+http', '+https', '+', ''), fc.string({ unit: 'binary' }))
      .map(([a, b, c]) => `${a}${b}://${c}`);
    const web = fc.tuple(kind, fc.webUrl({ withQueryParameters: true, withFragments: true })).map(([a, b]) => `${a}+${b}`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), almost, web), (text) => {
        try {
          const { url } = parseDestinationUrl(text);
          expect([url.username, url.password, url.hash]).toEqual(['', '', '']);
          expect(['http:', 'https:', 'sftp:']).toContain(url.protocol);
        } catch (error) {
          expect(error).toBeInstanceOf(UploadError);
          expect((error as UploadError).code).toBe('destination-invalid');
          expect((error as UploadError).details.reason?.length).toBeGreaterThan(20);
        }
      }),
      { numRuns: 500 },
    );
  });
});
