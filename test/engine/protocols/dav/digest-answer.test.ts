import { describe, expect, it } from 'vitest';
import { digestAnswer, usableDigest } from '../../../../electron/engine/protocols/dav/digest-answer.ts';
import { parseChallenges } from '../../../../electron/engine/protocols/dav/parse-challenges.ts';

const nonce = '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v';
const opaque = 'FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS';
const clientNonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ';
const request = { method: 'GET', uri: '/dir/index.html', user: 'Mufasa', password: 'Circle of Life', count: 1, clientNonce };
/** RFC 7616 §3.9.1. */
const asked = ['SHA-256', 'MD5']
  .map(
    (algorithm) =>
      `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="${nonce}", opaque="${opaque}"`,
  )
  .join(', ');

describe('digestAnswer', () => {
  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('answers as RFC 7616 does with %s', (algorithm, response) => {
    const challenge = parseChallenges(asked).find(({ parameters }) => parameters['algorithm'] === algorithm);
    if (challenge === undefined) throw new Error('not parsed');
    expect(digestAnswer(challenge, request)).toBe(
      `Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", nonce="${nonce}", algorithm=${algorithm}, ` +
        `nc=00000001, qop=auth, cnonce="${clientNonce}", response="${response}", opaque="${opaque}"`,
    );
  });

  it('answers a server of RFC 2617, and one of before it', () => {
    const old = { nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093', realm: 'testrealm@host.com' };
    const challenge = { scheme: 'digest', parameters: { ...old, qop: 'auth' } };
    const asker = { ...request, password: 'Circle Of Life', clientNonce: '0a4f113b' };
    expect(digestAnswer(challenge, asker)).toContain('response="6629fae49393a05397450978507c4ef1"');
    const answer = digestAnswer({ scheme: 'digest', parameters: old }, asker);
    expect(answer).toContain('response="670fd8c2df070c60b045671b8b24ff02"');
    expect(answer).not.toMatch(/qop|nc=|cnonce/);
  });

  it('counts in hexadecimal, quotes, and sends UTF-8', () => {
    const answer = digestAnswer({ scheme: 'digest', parameters: { nonce: 'n', qop: 'auth' } }, { ...request, user: 'Zo"ë', count: 255 });
    expect(answer).toContain('nc=000000ff');
    expect(Buffer.from(answer, 'latin1').toString('utf8')).toContain('username="Zo\\"ë"');
  });
});

describe('usableDigest', () => {
  it('takes SHA-256 before MD5, and nothing that it cannot answer', () => {
    expect(usableDigest(parseChallenges(asked))?.parameters['algorithm']).toBe('SHA-256');
    expect(usableDigest(parseChallenges('Digest realm="r", nonce="n", qop="auth-int"'))).toBeNull();
    expect(usableDigest(parseChallenges('Digest realm="r", nonce="n", algorithm=SHA-512-256, qop="auth"'))).toBeNull();
    expect(usableDigest(parseChallenges('Basic realm="r"'))).toBeNull();
  });
});
