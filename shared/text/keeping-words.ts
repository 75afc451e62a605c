import type { SecretKeeping } from '../destination-secret.ts';

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
        kept: 'Saved in the system’s keychain',
        keptWithin: 'saved in the system’s keychain',
        note: 'A sign-in is saved in the system’s keychain.',
      };
    case 'session':
      return {
        kept: 'Kept until Gantry ends',
        keptWithin: 'kept until Gantry ends',
        note: 'This computer has no keychain that Gantry can use: a sign-in is kept until Gantry ends, and never written to the disk.',
      };
    case 'environment':
      return { kept: 'From the environment', keptWithin: 'from the environment', note: 'A sign-in is taken from the environment.' };
  }
}
