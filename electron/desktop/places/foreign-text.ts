import { visibleText } from '../../../shared/text/visible-text.ts';

/**
 * A name from outside (a file's, a batch's, a destination's) as it may stand in a place of the system: visible, and no longer than `longest` characters. The
 * end of a name says what it is, so it is the middle that is left out.
 */
export function foreignText(text: string, longest = 40): string {
  const characters = Array.from(visibleText(text));
  if (characters.length <= longest) return characters.join('');
  const tail = Math.floor((longest - 1) / 3);
  return `${characters.slice(0, longest - 1 - tail).join('')}…${characters.slice(-tail).join('')}`;
}
