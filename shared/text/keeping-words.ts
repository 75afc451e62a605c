import type { SecretKeeping } from '../destination-secret.ts';
import { say } from '../language/say.ts';

export interface KeepingWords {
  /** Of a secret that is kept, in place of it. */
  readonly kept: string;
  /** The same in the middle of a sentence. */
  readonly keptWithin: string;
  /** What becomes of one that is typed in. */
  readonly note: string;
}

/** Where secrets are kept, honestly: a keychain that scrambles with a password that everybody knows is none. */
export function keepingWords(keeping: SecretKeeping): KeepingWords {
  switch (keeping) {
    case 'keychain':
      return {
        kept: say('Saved in the system’s keychain'),
        keptWithin: say('saved in the system’s keychain'),
        note: say('A sign-in is saved in the system’s keychain.'),
      };
    case 'session':
      return {
        kept: say('Kept until Gantry ends'),
        keptWithin: say('kept until Gantry ends'),
        note: say('This computer has no keychain that Gantry can use: a sign-in is kept until Gantry ends, and never written to the disk.'),
      };
    case 'environment':
      return {
        kept: say('From the environment'),
        keptWithin: say('from the environment'),
        note: say('A sign-in is taken from the environment.'),
      };
  }
}
