import { builtInName } from '../built-in-name.ts';
import { say } from '../language/say.ts';

/** The name of a destination for people: the built-in one is called by Gantry, so its name is said; all others are as somebody named them. */
export function destinationTitle(name: string): string {
  return name === builtInName ? say(builtInName) : name;
}
