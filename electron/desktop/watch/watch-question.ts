import type { Destination } from '../../../shared/destination.ts';
import { say } from '../../../shared/language/say.ts';
import { destinationTitle } from '../../../shared/text/destination-title.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import type { Afterwards } from '../../../shared/watched-folder.ts';
import type { YesNoQuestion } from '../settings/ask-yes-no.ts';
import { fittingQuestion } from '../settings/fitting-question.ts';
import { quoted } from '../settings/quoted.ts';

/** What a person agrees to before files are taken out of a folder of theirs; null: they stay, and choosing the folder was the yes. Throws `not-possible-now` where it is too much for one box. */
export function watchQuestion(
  path: string,
  { name, url }: Pick<Destination, 'name' | 'url'>,
  afterwards: Afterwards,
): YesNoQuestion | null {
  if (afterwards.kind === 'leave') return null;
  const title = quoted(destinationTitle(name));
  const where = url === '' ? title : `${title} (${visibleText(url)})`;
  const sent = say('What is in {folder} now, and what comes into it, is sent to {destination}.', {
    folder: visibleText(path),
    destination: where,
  });
  const question =
    afterwards.kind === 'move'
      ? {
          title: say('Move the files of this folder once they have arrived?'),
          detail: `${sent} ${say('Each file that has arrived whole is moved to {folder}.', { folder: visibleText(afterwards.folder) })}`,
          yes: say('Watch and move'),
        }
      : {
          title: say('Put the files of this folder in the trash once they have arrived?'),
          detail: `${sent} ${say('Each file that has arrived whole is put in the trash.')}`,
          yes: say('Watch and trash'),
        };
  return fittingQuestion(question, 'Choose a folder with a shorter path.');
}

/** Another server would get what comes into watched folders. Throws `not-possible-now` where that is too much for one box. */
export function newAddressQuestion(
  { name, url }: Pick<Destination, 'name' | 'url'>,
  newUrl: string,
  paths: readonly string[],
): YesNoQuestion {
  const question = {
    title: say('Send what comes into watched folders to another address?'),
    detail: [
      say('{destination} is {address} and would become {newAddress}.', {
        destination: quoted(name),
        address: visibleText(url),
        newAddress: visibleText(newUrl),
      }),
      say('The files of {folders} go there from then on.', { folders: paths.map(visibleText).join(', ') }),
    ].join(' '),
    yes: say('Change it'),
  };
  return fittingQuestion(question, '“gantry destinations” takes it.');
}
