import { desktopActionIn } from '../desktop-action.ts';
import { atLoginSwitch } from '../places/login-words.ts';

/**
 * Of the words with which this process was started those that are also meant for the one after it: switches, and nothing that was to be done once. Who restarts
 * Gantry wants its window, also where it was opened at login without one.
 */
export function relaunchArguments(programArguments: readonly string[]): readonly string[] {
  const words = programArguments.slice(1);
  const end = words.indexOf('--');
  const isMeantAgain = (word: string): boolean => word.startsWith('--') && word !== atLoginSwitch && desktopActionIn(['', word]) === null;
  return (end < 0 ? words : words.slice(0, end)).filter(isMeantAgain);
}
