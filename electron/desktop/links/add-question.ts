import type { Destination } from '../../../shared/destination.ts';
import { countOf } from '../../../shared/text/count-of.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';

/** What a person is asked before a link is followed. */
export interface AddQuestion {
  readonly message: string;
  readonly detail: string;
}

/** Everything that would be sent, and where: each path whole, none left out. */
export function addQuestion(paths: readonly string[], destination: Destination): AddQuestion {
  const name = visibleText(destination.name);
  const address = destination.url === '' ? '' : `\n${visibleText(destination.url)}`;
  return {
    message: `A link asks to send ${countOf(paths.length, 'file or folder', 'files or folders')} to “${name}”`,
    detail: [
      ...paths.map((path) => `• ${visibleText(path)}`),
      '',
      `To: ${name}${address}`,
      '',
      'A folder is sent with everything in it. Add this only if you know why you are asked.',
    ].join('\n'),
  };
}
