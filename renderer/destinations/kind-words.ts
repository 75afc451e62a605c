import type { Destination, DestinationKind } from '../../shared/destination.ts';

const words: Readonly<Record<DestinationKind, string>> = { tus: 'tus', put: 'HTTP PUT', post: 'HTTP form' };

/** What kind of server a destination is, in a word. */
export function kindWords(destination: Destination): string {
  return destination.isBuiltIn ? 'This computer' : words[destination.kind];
}
