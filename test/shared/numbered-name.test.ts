import { describe, expect, it } from 'vitest';
import { numberedName } from '../../shared/numbered-name.ts';

describe('numberedName', () => {
  it.each([
    ['a.txt', 'a (2).txt'],
    ['a', 'a (2)'],
    ['archive.tar.gz', 'archive (2).tar.gz'],
    ['a.b.c.txt', 'a.b.c (2).txt'],
    ['.hidden', '.hidden (2)'],
    ['.hidden.txt', '.hidden (2).txt'],
    ['.tar.gz', '.tar.gz (2)'],
    ['Dr. Who meets somebody', 'Dr. Who meets somebody (2)'],
    ['a.', 'a. (2)'],
    ['a (2).txt', 'a (2) (2).txt'],
    ['写真.jpg', '写真 (2).jpg'],
  ])('%j becomes %j', (name, second) => {
    expect(numberedName(name, 1)).toBe(name);
    expect(numberedName(name, 2)).toBe(second);
  });

  it('stays within 255 bytes and never cuts a character', () => {
    const name = `${'👍'.repeat(62)}abc.txt`;
    expect(Buffer.byteLength(name)).toBe(255);
    expect(numberedName(name, 1)).toBe(name);
    expect(numberedName(name, 10)).toBe(`${'👍'.repeat(61)} (10).txt`);
    expect(Buffer.byteLength(numberedName(`${'x'.repeat(251)}.txt`, 123))).toBe(255);
  });
});
