import { say } from '../../shared/language/say.ts';
import type { Message } from './tell-person.ts';

/** What is said before there is a window. */
export const startWords = {
  noDataDirectory: (path: string): Message => ({
    title: say('The data directory cannot be made'),
    remedy: say('Check the rights of {path}.', { path }),
  }),
  openAlready: (): Message => ({ title: say('Gantry is open already'), remedy: say('Its window comes to the front.') }),
  notHandedOn: (path: string): Message => ({
    title: say('What was given could not be handed on'),
    remedy: say('Check the rights and the space of {path}.', { path }),
  }),
  notStarted: (logFolder: string): Message => ({
    title: say('Gantry could not start'),
    remedy: say('See the log in {path}.', { path: logFolder }),
  }),
};
