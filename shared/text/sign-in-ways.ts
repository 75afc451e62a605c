import type { PlainText } from '../language/text.ts';
import type { SignInWay } from '../sign-in-way.ts';

/** The ways to sign in, in words for a list of what was tried. */
export const signInWays: Readonly<Record<SignInWay, PlainText>> = {
  key: 'the key',
  agent: 'the keys of the agent',
  password: 'the password',
};
