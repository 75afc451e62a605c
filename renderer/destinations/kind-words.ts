import type { Destination } from '../../shared/destination.ts';
import { say } from '../../shared/language/say.ts';
import { kindName } from './kind-name.ts';

/** What kind of server a destination is, in a word. */
export function kindWords(destination: Pick<Destination, 'kind' | 'isBuiltIn'>): string {
  return destination.isBuiltIn ? say('This computer') : kindName(destination.kind);
}
