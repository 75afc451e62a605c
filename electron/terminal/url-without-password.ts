import type { CommandName } from './command.ts';
import { UsageError } from './usage-error.ts';

/**
 * The text as it is, unless it is a URL with a password in it: other people on the machine can read a command line, and shells keep it.
 * The error does not repeat the text.
 */
export function urlWithoutPassword(text: string, what: string, topic: CommandName): string {
  if (!hasPassword(text)) return text;
  throw new UsageError(
    `There is a password in ${what}, where others can read it. Leave it out, and give it in the environment as GANTRY_PASSWORD.`,
    topic,
  );
}

function hasPassword(text: string): boolean {
  // `user:password@host`, the scheme or its slashes forgotten.
  if (/^[^/@\s]+:\/?[^/@]+@/.test(text)) return true;
  if (URL.canParse(text)) return new URL(text).password !== '';
  // A password with unescaped signs makes the URL unreadable, and must not be let through by that.
  return /:\/\/[^@]*:[^@]*@/.test(text);
}
