import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseChallenges } from '../../../../electron/engine/protocols/dav/parse-challenges.ts';

describe('parseChallenges', () => {
  it('takes several apart', () => {
    expect(parseChallenges('Bearer realm="Nextcloud", Basic realm="a \\"b\\", c", charset=UTF-8 , Digest nonce="n",stale=TRUE')).toEqual([
      { scheme: 'bearer', parameters: { realm: 'Nextcloud' } },
      { scheme: 'basic', parameters: { realm: 'a "b", c', charset: 'UTF-8' } },
      { scheme: 'digest', parameters: { nonce: 'n', stale: 'TRUE' } },
    ]);
    expect(parseChallenges('Negotiate')).toEqual([{ scheme: 'negotiate', parameters: {} }]);
    expect(parseChallenges('')).toEqual([]);
  });

  it('survives anything', () => {
    fc.assert(fc.property(fc.string(), (header) => void parseChallenges(header)));
  });
});
