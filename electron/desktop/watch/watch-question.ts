import type { Destination } from '../../../shared/destination.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import type { Afterwards } from '../../../shared/watched-folder.ts';
import type { YesNoQuestion } from '../settings/ask-yes-no.ts';
import { fittingQuestion } from '../settings/fitting-question.ts';

/** What a person agrees to before files are taken out of a folder of theirs; null: they stay, and choosing the folder was the yes. Throws `not-possible-now` where it is too much for one box. */
export function watchQuestion(
  path: string,
  { name, url }: Pick<Destination, 'name' | 'url'>,
  afterwards: Afterwards,
): YesNoQuestion | null {
  if (afterwards.kind === 'leave') return null;
  const where = url === '' ? `“${visibleText(name)}”` : `“${visibleText(name)}” (${visibleText(url)})`;
  const sent = `What is in ${visibleText(path)} now, and what comes into it, is sent to ${where}.`;
  const question =
    afterwards.kind === 'move'
      ? {
          title: 'Move the files of this folder once they have arrived?',
          detail: `${sent} Each file that has arrived whole is moved to ${visibleText(afterwards.folder)}.`,
          yes: 'Watch and move',
        }
      : {
          title: 'Put the files of this folder in the trash once they have arrived?',
          detail: `${sent} Each file that has arrived whole is put in the trash.`,
          yes: 'Watch and trash',
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
    title: `Send what comes into watched folders to another address?`,
    detail: `“${visibleText(name)}” is ${visibleText(url)} and would become ${visibleText(newUrl)}. The files of ${paths.map(visibleText).join(', ')} go there from then on.`,
    yes: 'Change it',
  };
  return fittingQuestion(question, '“gantry destinations” takes it.');
}
