import { say } from '../language/say.ts';
import type { PlainText } from '../language/text.ts';
import type { UpdateLook, UpdateNotice, UpdateObstacle } from '../update.ts';
import { conditionWaitWords } from './condition-wait-words.ts';
import { errorWords } from './error-words.ts';

interface Words {
  readonly title: string;
  readonly remedy: string;
}

const obstacleWords: Readonly<Record<UpdateObstacle, PlainText>> = {
  development: 'It was started from its sources. Get newer ones, and build them.',
  'no-feed': 'Whoever built it named no place for updates. Install a newer one where you got this one.',
  'no-package': 'It was unpacked by hand, or belongs to no installer. Unpack or install a newer one in its place: the queue is kept.',
  'no-rights': 'Your system lets nobody install it from here: neither pkexec nor sudo can be used. Ask whoever looks after this computer.',
};

/** One line of the window. */
export function updateNoticeWords(notice: UpdateNotice): Words {
  switch (notice.kind) {
    case 'ready': {
      const how = whenInstalled(notice);
      const warning = say('It is older than this one, which may have written what it cannot read.');
      return { title: say('Gantry {version} is ready', { version: notice.version }), remedy: notice.isOlder ? `${warning} ${how}` : how };
    }
    case 'draining':
      return {
        title: say('Gantry {version} comes next', { version: notice.version }),
        remedy: say('What is on its way is brought to its end. Nothing new begins.'),
      };
    case 'installed':
      return {
        title: say('This is Gantry {version}', { version: notice.version }),
        remedy: say('The update is done, and the queue goes on.'),
      };
    case 'failed':
      return errorWords(notice.error);
  }
}

/** An older one, and one that needs a password, are never installed without a person. */
function whenInstalled({ isOlder, needsPassword }: Extract<UpdateNotice, { readonly kind: 'ready' }>): string {
  if (needsPassword) return say('It is installed when you restart, and your system asks for your password.');
  return say(
    isOlder ? 'It is installed only when you restart.' : 'It is installed when you restart, or when you quit and nothing is being sent.',
  );
}

/** The answer to "Check for updates…". */
export function updateLookWords(look: UpdateLook): Words {
  switch (look.kind) {
    case 'off':
      return { title: say('Updates are switched off'), remedy: say('Switch them on with “gantry settings set updates.isOn true”.') };
    case 'cannot':
      return { title: say('This Gantry cannot update itself'), remedy: say(obstacleWords[look.obstacle]) };
    case 'current':
      return { title: say('Gantry is up to date'), remedy: say('There is nothing newer than {version}.', { version: look.version }) };
    case 'coming':
      return {
        title: say('Gantry {version} is being downloaded', { version: look.version }),
        remedy: say('The window tells you when it is ready. Uploads go on.'),
      };
    case 'held': {
      const { state, detail } = conditionWaitWords(look.condition);
      return { title: say('Gantry {version} is not downloaded yet', { version: look.version }), remedy: `${state}. ${detail}.` };
    }
    case 'next':
      return updateNoticeWords({ kind: 'draining', version: look.version });
    case 'ready':
      return { title: say('Gantry {version} is ready', { version: look.version }), remedy: say('The window offers it at its top.') };
    case 'failed':
      return errorWords(look.error);
  }
}
