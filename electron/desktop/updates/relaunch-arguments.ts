import { desktopActionIn } from '../desktop-action.ts';

/** Of the words with which this process was started those that are also meant for the one after it: switches, and nothing that was to be done once. */
export function relaunchArguments(programArguments: readonly string[]): readonly string[] {
  const words = programArguments.slice(1);
  const end = words.indexOf('--');
  return (end < 0 ? words : words.slice(0, end)).filter((word) => word.startsWith('--') && desktopActionIn(['', word]) === null);
}
