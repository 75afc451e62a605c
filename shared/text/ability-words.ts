import type { DestinationAbilities } from '../destination.ts';
import { say } from '../language/say.ts';
import type { PlainText } from '../language/text.ts';
import type { ChecksumAlgorithm } from '../upload.ts';
import { formatBytes } from './format-bytes.ts';
import { algorithmName } from './verification-words.ts';
import { visibleText } from './visible-text.ts';

export interface AbilityWords {
  readonly label: string;
  /** What that means for a file, as the end of a sentence. */
  readonly text: string;
  /** A check mark; false: it works without, and somebody may miss it. */
  readonly works: boolean;
}

/** What a destination can do, one line each, in the words of a person who sends files there. */
export function abilityWords(abilities: DestinationAbilities): readonly AbilityWords[] {
  const { isResumable, maxFileSizeBytes, serverName, sendsParts = false, checksum = null, canList = false, hasLinks = false } = abilities;
  return [
    line('Resume', isResumable, 'an interrupted file goes on in its middle', 'an interrupted file begins again'),
    line('Parts', sendsParts, 'several parts of a large file travel at once', 'a file travels in one piece'),
    { label: say('Checksum'), works: checksum !== null, text: proofOf(checksum) },
    {
      label: say('Largest file'),
      works: true,
      text: maxFileSizeBytes === null ? say('no limit that it tells') : formatBytes(maxFileSizeBytes),
    },
    line('Listing', canList, 'names that are taken are known before a batch begins', 'names that are taken show only when a file is sent'),
    line('Links', hasLinks, 'there are links to hand on', 'there are no links to hand on'),
    ...(serverName === null ? [] : [{ label: say('Server'), works: true, text: visibleText(serverName) }]),
  ];
}

function line(label: PlainText, works: boolean, yes: PlainText, no: PlainText): AbilityWords {
  return { label: say(label), works, text: say(works ? yes : no) };
}

function proofOf(checksum: ChecksumAlgorithm | null): string {
  if (checksum === null) return say('what arrived is checked by its size');
  return say('what arrived is proven by {algorithm}', { algorithm: algorithmName(checksum) });
}
