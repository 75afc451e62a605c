import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../electron/terminal/display-width.ts';
import { fitEnd, fitStart, padEnd } from '../../../electron/terminal/fit-text.ts';
import { progressBar } from '../../../electron/terminal/progress-bar.ts';

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['plain', 5],
    ['ünï', 3],
    ['e\u0301', 1],
    ['日本', 4],
    ['한글', 4],
    ['👩‍👩‍👧‍👦', 2],
    ['✈️', 2],
    ['שלום', 4],
    ['…│█', 3],
  ])('%j takes %d cells', (text, cells) => {
    expect(displayWidth(text)).toBe(cells);
  });
});

describe('fitting', () => {
  it('leaves out the end or the beginning', () => {
    expect(fitEnd('photos/a.jpg', 8)).toBe('photos/…');
    expect(fitStart('photos/a.jpg', 8)).toBe('…s/a.jpg');
    expect(fitStart('日本語', 4)).toBe('…語');
    expect(padEnd('日本', 6)).toBe('日本  ');
    expect(fitEnd('same', 4)).toBe('same');
  });

  it('never takes more cells than there are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 40 }), (text, cells) => {
        expect(displayWidth(fitEnd(text, cells))).toBeLessThanOrEqual(cells);
        expect(displayWidth(fitStart(text, cells))).toBeLessThanOrEqual(cells);
      }),
    );
  });
});

describe('progressBar', () => {
  it('is as long as asked, never full before 100 and full at it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 99.99, noNaN: true }), fc.integer({ min: 1, max: 60 }), (percentage, cells) => {
        const bar = progressBar(percentage, cells);
        expect(bar).toHaveLength(cells);
        expect(bar).not.toBe('█'.repeat(cells));
      }),
    );
    expect(progressBar(100, 5)).toBe('█████');
    expect(progressBar(0, 5)).toBe('░░░░░');
    expect(progressBar(250, 5)).toBe('█████');
  });
});
