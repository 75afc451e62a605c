const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const onlyPlain = /^[\x20-\x7e]*$/;
const takesNoCell = /^[\p{M}\p{Cf}\u200b]+$/u;
// Unicode's East Asian Width classes W and F, and what terminals draw as pictures.
const takesTwoCells =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;

/** How many cells of a terminal the text takes; it holds no control characters. */
export function displayWidth(text: string): number {
  if (onlyPlain.test(text)) return text.length;
  let cells = 0;
  for (const { segment } of graphemes.segment(text)) cells += cellsOf(segment);
  return cells;
}

/** The longest beginning of the text that fits, and how many cells it takes. */
export function beginningThatFits(text: string, cells: number): string {
  if (onlyPlain.test(text)) return text.slice(0, Math.max(0, cells));
  let taken = 0;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    taken += cellsOf(segment);
    if (taken > cells) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

function cellsOf(grapheme: string): number {
  if (takesTwoCells.test(grapheme)) return 2;
  return takesNoCell.test(grapheme) ? 0 : 1;
}
