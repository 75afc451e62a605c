import { visibleText } from '../../../shared/text/visible-text.ts';

/** Foreign text in a question, made safe to show, and where it begins and ends. */
export function quoted(text: string): string {
  return `“${visibleText(text)}”`;
}
