import type { Destination } from '../../../shared/destination.ts';
import { say } from '../../../shared/language/say.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import type { Afterwards } from '../../../shared/watched-folder.ts';
import type { YesNoQuestion } from '../settings/ask-yes-no.ts';
import { fittingQuestion } from '../settings/fitting-question.ts';
import { quoted } from '../settings/quoted.ts';

export interface WatchChangeAsked {
  readonly path: string;
  /** Where its files would go. */
  readonly destination: Pick<Destination, 'name' | 'url'>;
  /** What would become of them there. */
  readonly afterwards: Afterwards;
  readonly isElsewhere: boolean;
  /** They would be taken away as they are not now, or to another folder. */
  readonly isTakenAway: boolean;
}

/** What a person agrees to before the files of a watched folder go elsewhere or are taken out of it; null: neither. Throws `not-possible-now` where it is too much for one box. */
export function watchChangeQuestion({ path, destination, afterwards, isElsewhere, isTakenAway }: WatchChangeAsked): YesNoQuestion | null {
  if (!isElsewhere && !isTakenAway) return null;
  const { name, url } = destination;
  const folder = visibleText(path);
  const where = url === '' ? quoted(name) : `${quoted(name)} (${visibleText(url)})`;
  const sent = say('What was not sent yet from {folder}, and what comes into it, is sent to {destination} from then on.', {
    folder,
    destination: where,
  });
  const question = {
    title: titleOf(isElsewhere, afterwards),
    detail: [sent, ...takenWords(afterwards)].join(' '),
    yes: say('Change it'),
  };
  return fittingQuestion(question, '“gantry watch edit” takes it.');
}

function titleOf(isElsewhere: boolean, afterwards: Afterwards): string {
  if (isElsewhere) return say('Send what comes into this folder to another destination?');
  return afterwards.kind === 'move'
    ? say('Move the files of this folder once they have arrived?')
    : say('Put the files of this folder in the trash once they have arrived?');
}

function takenWords(afterwards: Afterwards): readonly string[] {
  switch (afterwards.kind) {
    case 'leave':
      return [];
    case 'move':
      return [say('Each file that has arrived whole is moved to {folder}.', { folder: visibleText(afterwards.folder) })];
    case 'trash':
      return [say('Each file that has arrived whole is put in the trash.')];
  }
}
