import { say } from '../../../shared/language/say.ts';
import { sayCount } from '../../../shared/language/say-count.ts';
import type { Clock } from '../../engine/ports.ts';
import type { Message } from '../tell-person.ts';
import type { GivenStart } from './given-folder.ts';
import type { LinkDesk } from './link-desk.ts';
import { linkProblemWords } from './link-problem-words.ts';
import { readGiven } from './read-given.ts';

/** Windows and macOS tell of chosen files one by one; they are meant as one. */
const gatherMs = 300;

export interface GivenDeskOptions {
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly links: LinkDesk;
  /** What becomes of them is told there. */
  addPaths(paths: readonly string[]): void;
  tell(message: Message): void;
}

export interface GivenDesk {
  open(start: GivenStart): void;
  /** Forgets what is not added yet, and takes no more. */
  close(): void;
}

/** Adds the files that a person gave through the system, those of a moment as one batch; links go to who asks first. */
export function createGivenDesk({ platform, clock, links, addPaths, tell }: GivenDeskOptions): GivenDesk {
  const gathered = new Set<string>();
  let cancelTimer: (() => void) | null = null;
  let isClosed = false;
  const addGathered = (): void => {
    cancelTimer = null;
    const paths = [...gathered];
    gathered.clear();
    addPaths(paths);
  };
  return {
    open({ words, workingDirectory }) {
      if (isClosed) return;
      const given = readGiven(words, { workingDirectory, platform });
      if (given.isMixed) return tell(linkProblemWords('other-words'));
      for (const link of given.links) links.open(link);
      if (given.foreign.length > 0) tell(foreignWords(given.foreign.length));
      if (given.paths.length === 0) return;
      for (const path of given.paths) gathered.add(path);
      cancelTimer ??= clock.setTimer(addGathered, gatherMs);
    },
    close() {
      isClosed = true;
      cancelTimer?.();
      cancelTimer = null;
      gathered.clear();
    },
  };
}

function foreignWords(count: number): Message {
  return {
    title: sayCount(count, '{count} entry could not be added', '{count} entries could not be added'),
    remedy: say('Gantry sends files of this computer. Copy what lies elsewhere to it first.'),
  };
}
