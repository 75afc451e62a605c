import { describe, expect, it } from 'vitest';
import { parseDestinationUrl } from '../../../electron/engine/destinations/parse-destination-url.ts';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';

function reasonOf(query: string, kind = 'post'): string {
  try {
    parseDestinationUrl(`${kind}+https://h.example/up/?${query}`);
  } catch (error) {
    if (error instanceof UploadError && error.code === 'destination-invalid') return error.details.reason ?? '';
    throw error;
  }
  throw new Error(`${query} was accepted`);
}

describe('what an address adds to plain HTTP', () => {
  it('is taken out of it, in its order', () => {
    const { httpExtras, url, options } = parseDestinationUrl(
      'post+https://h.example/up?a=%7E1+2&gantry-header=X-Album:%20holidays&gantry-field=album:a:b&gantry-header=x-ms-blob-type:BlockBlob&field=photo' +
        '&gantry-success=200,%20303&gantry-link=$.data.files[0].url&gantry-token-header=X-Api-Key&b',
    );
    expect(httpExtras).toEqual({
      headers: [
        ['X-Album', 'holidays'],
        ['x-ms-blob-type', 'BlockBlob'],
      ],
      tokenHeader: 'X-Api-Key',
      fields: [['album', 'a:b']],
      successStatuses: [200, 303],
      linkPath: ['data', 'files', 0, 'url'],
    });
    expect([url.search, options]).toEqual(['?a=%7E1+2&b', { field: 'photo' }]);
  });

  it('is nothing where nothing is said', () => {
    const { httpExtras } = parseDestinationUrl('tus+https://h.example/up/');
    expect(httpExtras).toEqual({ headers: [], tokenHeader: null, fields: [], successStatuses: null, linkPath: null });
  });

  it.each([
    'Authorization',
    'authorization',
    'Cookie',
    'X-Auth-Token',
    'X-Api-Key',
    'X-Secret',
    'X-Password',
    'X-Signature',
    'Ocp-Apim-Subscription-Key',
  ])('refuses the secret header %s, without its value, and says where it belongs', (name) => {
    const reason = reasonOf(`gantry-header=${name}:%20hunter2`);
    expect(reason).toContain('GANTRY_TOKEN');
    expect(reason).toContain('gantry-token-header');
    expect(reason).not.toContain('hunter2');
  });

  it.each([
    'Host',
    'Content-Length',
    'Transfer-Encoding',
    'Connection',
    'If-None-Match',
    'Range',
    'Expect',
    'Content-Type',
    'Proxy-Connection',
  ])('refuses the header %s, which is ours', (name) => {
    expect(reasonOf(`gantry-header=${name}: x`)).toContain('Gantry’s own');
  });

  it.each(['X-A: a%0d%0aX-Evil: 1', 'X-A: a%0aX-Evil: 1', 'X-A%0d%0aX-Evil: 1', 'X-A: a%00', 'X-A: %C3%A9', 'X A: 1', ': 1', 'X-A', ''])(
    'lets %j into no head',
    (text) => {
      expect(reasonOf(`gantry-header=${text}`)).toMatch(/gantry-header is a name|no header may have/);
    },
  );

  it.each([
    ['gantry-header=X-A:1&gantry-header=x-a:2', 'given twice'],
    ['gantry-field=token:hunter2', 'holds a secret'],
    ['gantry-field=relativePath:x', 'Gantry’s own'],
    ['gantry-field=x', 'a name, a colon and a value'],
    ['gantry-token-header=Host', 'the name of a header'],
    ['gantry-token-header=a%0d%0ab', 'the name of a header'],
    ['gantry-success=', 'gantry-success'],
    ['gantry-success=404', 'gantry-success'],
    ['gantry-success=200,,201', 'gantry-success'],
    ['gantry-link=data.url', 'gantry-link'],
    ['gantry-link=$', 'gantry-link'],
    ['gantry-sucess=200', 'Here is no "gantry-sucess"'],
    ['GANTRY-LINK=$.a', 'Here is no "GANTRY-LINK"'],
  ])('says of %s: %s', (query, words) => {
    expect(reasonOf(query)).toContain(words);
  });

  it('belongs to plain HTTP', () => {
    expect(reasonOf('gantry-header=X-A: 1', 'tus')).toContain('Here is no "gantry-header"');
    expect(reasonOf('gantry-field=a:1', 'put')).toContain('Here is no "gantry-field"');
    expect(reasonOf('gantry-success=303', 'put')).toContain('200 to 299');
  });
});
