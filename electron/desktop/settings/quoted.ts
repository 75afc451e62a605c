import { say } from '../../../shared/language/say.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';

/** Foreign text in a question, made safe to show, and where it begins and ends. */
export function quoted(text: string): string {
  return say('“{text}”', { text: visibleText(text) });
}
