import type { Destination } from '../../../shared/destination.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import { say } from '../../../shared/language/say.ts';
import type { Log } from '../../engine/ports.ts';
import type { Message } from '../tell-person.ts';
import type { AddQuestion } from './add-question.ts';
import { addQuestion } from './add-question.ts';
import { linkProblemWords } from './link-problem-words.ts';
import { parseAddLink } from './parse-add-link.ts';

/** A page elsewhere can open links as fast as it likes. */
const mostWaiting = 3;

export interface LinkDeskOptions {
  readonly platform: NodeJS.Platform;
  readonly log: Log;
  /** The saved ones. */
  destinations(): readonly Destination[];
  /** Whether the person says yes; no where nobody can be asked. */
  ask(question: AddQuestion): Promise<boolean>;
  /** Resolves once they have seen it. */
  tell(message: Message): Promise<void>;
  /** What becomes of it is told there. */
  add(paths: readonly string[], destinationId: DestinationId): Promise<void>;
}

export interface LinkDesk {
  open(link: string): void;
}

/**
 * Follows links that anybody may have written: one question at a time, a few that wait, the rest dropped; a no is meant for those that wait too. A link chooses
 * files and a saved destination. Nothing of it is looked at on the disk, and no server is asked, before the person has said yes.
 */
export function createLinkDesk({ platform, log, destinations, ask, tell, add }: LinkDeskOptions): LinkDesk {
  let waiting: string[] = [];
  let isBusy = false;

  const follow = async (text: string): Promise<void> => {
    const parsed = parseAddLink(text, platform);
    if (!parsed.ok) {
      log.write('info', 'link-refused', { problem: parsed.problem });
      return await tell(linkProblemWords(parsed.problem));
    }
    const { paths, to } = parsed.link;
    const destination = destinationFor(to, destinations());
    if (destination === null) {
      log.write('info', 'link-refused', { problem: 'destination' });
      return await tell(unknownDestination(to));
    }
    const isWanted = await ask(addQuestion(paths, destination));
    log.write('info', isWanted ? 'link-followed' : 'link-declined', { paths: paths.length });
    if (isWanted) return await add(paths, destination.destinationId);
    waiting = [];
  };

  const work = async (): Promise<void> => {
    isBusy = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await follow(next).catch((error: unknown) => log.write('error', 'link-failed', { error }));
    }
    isBusy = false;
  };

  return {
    open(link) {
      if (waiting.length >= mostWaiting) {
        log.write('warn', 'link-dropped');
        return;
      }
      waiting.push(link);
      if (!isBusy) void work();
    },
  };
}

/** By its id or, as people write it, its name; an address is none. */
function destinationFor(to: string | null, saved: readonly Destination[]): Destination | null {
  if (to === null) return saved.find(({ isDefault }) => isDefault) ?? null;
  const name = to.toLowerCase();
  return saved.find(({ destinationId }) => destinationId === to) ?? saved.find((one) => one.name.toLowerCase() === name) ?? null;
}

function unknownDestination(to: string | null): Message {
  const title = say('This link to Gantry cannot be followed');
  return to === null
    ? { title, remedy: say('There is no destination yet. Choose one, and open the link again. Nothing was added.') }
    : { title, remedy: say('You have no destination of the name that it gives, and a link cannot bring a new one. Nothing was added.') };
}
