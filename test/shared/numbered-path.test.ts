import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberedPath } from '../../shared/numbered-path.ts';

describe('numberedPath', () => {
  it.each([
    ['a.txt', 1, 'a.txt'],
    ['a.txt', 2, 'a (2).txt'],
    ['p.d/a', 3, 'p.d/a (3)'],
    ['p/.hidden', 2, 'p/.hidden (2)'],
    ['a.tar.gz', 2, 'a (2).tar.gz'],
    ['a.', 2, 'a. (2)'],
  ])('%s, %i: %s', (path, number, expected) => {
    expect(numberedPath(path, number)).toBe(expected);
  });

  it('keeps names within 255 bytes and their ends', () => {
    const name = numberedPath(`${'ü'.repeat(125)}.text`, 12);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    expect(name.endsWith('ü (12).text')).toBe(true);
  });

  it('gives another name in the same folder for every number', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 501, max: 999 }),
        (name, a, b) => {
          const safe = `f/${name.replaceAll('/', '_')}`;
          expect(numberedPath(safe, a)).not.toBe(numberedPath(safe, b));
          expect(numberedPath(safe, a).lastIndexOf('/')).toBe(1);
        },
      ),
    );
  });
});
