import type { HouseRule } from '../source-file.ts';
import { isTypeScript } from '../source-file.ts';

const maxLines = 250;

/** A file that is longer holds two things. */
export const fileLength: HouseRule = (files) =>
  files.flatMap((file) => {
    if (!isTypeScript(file.path)) return [];
    const lines = file.text.replace(/\n$/, '').split('\n').length;
    return lines > maxLines ? [`${file.path}:${maxLines + 1} has ${lines} lines, at most ${maxLines} are allowed`] : [];
  });
