import { say } from '../language/say.ts';

/** What Gantry calls the destination that it brings along, in its queue and to whoever names it in the terminal. */
const own = 'This computer';

/** A destination's name as people read it: Gantry's own in their language, every other as it was given. */
export function destinationName(name: string): string {
  return name === own ? say(own) : name;
}
