import { beginningThatFits, displayWidth } from './display-width.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The text in at most `cells` cells, its end left out where it does not fit. */
export function fitEnd(text: string, cells: number): string {
  if (displayWidth(text) <= cells) return text;
  return cells <= 0 ? '' : `${beginningThatFits(text, cells - 1)}…`;
}

/** The text in at most `cells` cells, its beginning left out: the end of a path says more. */
export function fitStart(text: string, cells: number): string {
  if (displayWidth(text) <= cells) return text;
  if (cells <= 0) return '';
  const backwards = [...graphemes.segment(text)].map(({ segment }) => segment).reverse();
  let taken = 1;
  let kept = '';
  for (const grapheme of backwards) {
    taken += displayWidth(grapheme);
    if (taken > cells) break;
    kept = grapheme + kept;
  }
  return `…${kept}`;
}

/** The text followed by spaces up to `cells` cells. */
export function padEnd(text: string, cells: number): string {
  return text + ' '.repeat(Math.max(0, cells - displayWidth(text)));
}
