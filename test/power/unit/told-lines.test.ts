import { describe, expect, it } from 'vitest';
import type { RecordedOperation } from '../recorded-operation.ts';
import { toldLines } from '../told-lines.ts';

const mark = (program: string, text: string, channel = 1): RecordedOperation => ({ kind: 'mark', program, channel, text });

describe('told lines', () => {
  it('are told when they are whole, by each program for itself', () => {
    const operations = [
      mark('one', 'first\nsec'),
      mark('two', 'other\n'),
      mark('one', 'ond\n'),
      mark('one', 'answer\n', 9),
      mark('one', 'half'),
    ];
    expect(toldLines(operations)).toEqual([
      { index: 0, program: 'one', text: 'first' },
      { index: 1, program: 'two', text: 'other' },
      { index: 2, program: 'one', text: 'second' },
    ]);
  });
});
