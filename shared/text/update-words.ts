import type { UpdateLook, UpdateNotice, UpdateObstacle } from '../update.ts';
import { errorWords } from './error-words.ts';

interface Words {
  readonly title: string;
  readonly remedy: string;
}

const obstacleWords: Readonly<Record<UpdateObstacle, string>> = {
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
      const warning = 'It is older than this one, which may have written what it cannot read.';
      return { title: `Gantry ${notice.version} is ready`, remedy: notice.isOlder ? `${warning} ${how}` : how };
    }
    case 'draining':
      return { title: `Gantry ${notice.version} comes next`, remedy: 'What is on its way is brought to its end. Nothing new begins.' };
    case 'installed':
      return { title: `This is Gantry ${notice.version}`, remedy: 'The update is done, and the queue goes on.' };
    case 'failed':
      return errorWords(notice.error);
  }
}

/** An older one, and one that needs a password, are never installed without a person. */
function whenInstalled({ isOlder, needsPassword }: Extract<UpdateNotice, { readonly kind: 'ready' }>): string {
  if (needsPassword) return 'It is installed when you restart, and your system asks for your password.';
  return isOlder
    ? 'It is installed only when you restart.'
    : 'It is installed when you restart, or when you quit and nothing is being sent.';
}

/** The answer to "Check for updates…". */
export function updateLookWords(look: UpdateLook): Words {
  switch (look.kind) {
    case 'off':
      return { title: 'Updates are switched off', remedy: 'Switch them on with “gantry settings set updates.isOn true”.' };
    case 'cannot':
      return { title: 'This Gantry cannot update itself', remedy: obstacleWords[look.obstacle] };
    case 'current':
      return { title: 'Gantry is up to date', remedy: `There is nothing newer than ${look.version}.` };
    case 'coming':
      return { title: `Gantry ${look.version} is being downloaded`, remedy: 'The window tells you when it is ready. Uploads go on.' };
    case 'ready':
      return { title: `Gantry ${look.version} is ready`, remedy: 'The window offers it at its top.' };
    case 'failed':
      return errorWords(look.error);
  }
}
