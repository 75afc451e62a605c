import { say } from '../language/say.ts';

/** For the person at the terminal, once: the log cannot be written. Nothing else depends on it. */
export function logTroubleWords(): { readonly title: string; readonly remedy: string } {
  return { title: say('The log cannot be written'), remedy: say('Uploads go on without it. Check the disk of the data directory.') };
}
