import type { Destination } from '../../../shared/destination.ts';
import { say } from '../../../shared/language/say.ts';
import { sayCount } from '../../../shared/language/say-count.ts';
import { destinationTitle } from '../../../shared/text/destination-title.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';

/** What a person is asked before a link is followed. */
export interface AddQuestion {
  readonly message: string;
  readonly detail: string;
}

/** Everything that would be sent, and where: each path whole, none left out. */
export function addQuestion(paths: readonly string[], destination: Destination): AddQuestion {
  const name = visibleText(destinationTitle(destination.name));
  const address = destination.url === '' ? '' : `\n${visibleText(destination.url)}`;
  return {
    message: sayCount(
      paths.length,
      'A link asks to send {count} file or folder to “{name}”',
      'A link asks to send {count} files or folders to “{name}”',
      { name },
    ),
    detail: [
      ...paths.map((path) => `• ${visibleText(path)}`),
      '',
      `${say('To: {name}', { name })}${address}`,
      '',
      say('A folder is sent with everything in it. Add this only if you know why you are asked.'),
    ].join('\n'),
  };
}
