import { visibleText } from '../../shared/text/visible-text.ts';
import { withoutSecret } from '../../shared/text/without-secret.ts';

/** A word of the command line as an error says it back: short, nothing that plays with the terminal, and no password. */
export function shownWord(word: string): string {
  const safe = withoutSecret(word);
  return visibleText(safe.length > 60 ? `${safe.slice(0, 60)}…` : safe);
}
