import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineSplitter } from '../../electron/local-socket/line-splitter.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('lines are the same, however the stream is cut', () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !text.includes('\n'));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), fc.array(fc.nat(40), { minLength: 1, maxLength: 50 }), (lines, cuts) => {
      const stream = bytes(lines.map((text) => `${text}\n`).join(''));
      const splitter = createLineSplitter(1_000);
      const taken: string[] = [];
      for (let start = 0, index = 0; start < stream.length; index++) {
        const end = start + 1 + (cuts[index % cuts.length] ?? 0);
        taken.push(...splitter.take(stream.subarray(start, end)));
        start = end;
      }
      expect(taken).toEqual(lines);
    }),
  );
});

test('a half line waits for its rest', () => {
  const splitter = createLineSplitter(100);
  expect(splitter.take(bytes('{"hel'))).toEqual([]);
  expect(splitter.take(bytes('lo":1}\n{"id"'))).toEqual(['{"hello":1}']);
  expect(splitter.take(bytes(':2}\n'))).toEqual(['{"id":2}']);
});

test('a line that is too long is refused before its end, whole or in pieces', () => {
  expect(() => createLineSplitter(10).take(bytes('12345678901'))).toThrow(RangeError);
  const splitter = createLineSplitter(10);
  expect(splitter.take(bytes('1234567890'))).toEqual([]);
  expect(() => splitter.take(bytes('1'))).toThrow(RangeError);
  expect(createLineSplitter(10).take(bytes('1234567890\n'))).toEqual(['1234567890']);
});

test('the limit can grow between lines', () => {
  const splitter = createLineSplitter(2);
  splitter.take(bytes('ab\n'));
  splitter.longest = 5;
  expect(splitter.take(bytes('abcde\n'))).toEqual(['abcde']);
});

test('what is not UTF-8 is refused', () => {
  expect(() => createLineSplitter(10).take(Uint8Array.of(0xff, 0xfe, 0x0a))).toThrow(TypeError);
});

test('the rest of a piece does not keep the piece', () => {
  const splitter = createLineSplitter(100);
  const piece = Buffer.from('a\nb');
  splitter.take(piece);
  piece.fill(0x78);
  expect(splitter.take(bytes('c\n'))).toEqual(['bc']);
});
