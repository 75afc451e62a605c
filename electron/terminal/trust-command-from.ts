import type { TrustCommand } from './command.ts';
import type { GivenOptions } from './options.ts';
import { shownWord } from './shown-word.ts';
import { UsageError } from './usage-error.ts';

const topic = 'destinations';

/** `destinations trust NAME [--yes | --fingerprint SHA256:…]`; the name is checked already. Throws `UsageError`. */
export function trustCommandFrom(destinationName: string, given: GivenOptions): TrustCommand {
  const { fingerprint } = given;
  if (given.yes !== undefined && fingerprint !== undefined) throw new UsageError('Give --yes or --fingerprint, not both.', topic);
  if (fingerprint !== undefined && !/^SHA256:[A-Za-z\d+/]{43}$/.test(fingerprint))
    throw new UsageError(`--fingerprint takes one as “ssh-keygen -l” prints it, SHA256:…, not “${shownWord(fingerprint)}”.`, topic);
  return { name: topic, action: 'trust', destinationName, isAgreed: given.yes !== undefined, fingerprint: fingerprint ?? null };
}
