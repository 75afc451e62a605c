import type { PlainError } from '../../shared/error-codes.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';

/** Where trusting a host key helps: the command that does it, for a shell, after a space. `destinationName` null: by its host. */
export function trustHint(error: PlainError | null, destinationName: string | null): string {
  if (error === null || errorWords(error).action !== 'trust') return '';
  const named = visibleText(destinationName ?? `sftp://${error.details.host ?? ''}/`);
  const word = /^[\w.:/@~+-]+$/.test(named) ? named : `'${named.replaceAll("'", "'\\''")}'`;
  return ` The command: gantry destinations trust ${word}`;
}
