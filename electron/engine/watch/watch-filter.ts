import { isIgnoredName } from '../source/ignored-names.ts';
import { leftOutBy } from '../source/left-out.ts';
import type { WatchRecord } from './watch-record.ts';

export interface WatchFilter {
  /** Whether what is in the folder may be meant. */
  wantsFolder(relativePath: string): boolean;
  wantsFile(relativePath: string): boolean;
  /** Whether it is meant, if it is one or the other. */
  wants(relativePath: string): { readonly asFile: boolean; readonly asFolder: boolean };
  /** Whether all folders around it are meant, for a path that was not found by walking. */
  isReachable(relativePath: string): boolean;
}

/** Which names of a watched folder are taken. `alsoLeftOut`: the patterns of the settings. */
export function watchFilterOf(
  { rules, targetName }: Pick<WatchRecord, 'rules' | 'targetName'>,
  alsoLeftOut: readonly string[],
): WatchFilter {
  const { only, leaveOut, temporaryNames, includesSubfolders } = rules;
  const isLeftOut = leftOutBy([...leaveOut, ...alsoLeftOut]);
  const isTemporary = leftOutBy(temporaryNames);
  const isNamed = leftOutBy(only);
  // Patterns may name the folder itself, as those of the settings do.
  const whole = (relativePath: string): string => `${targetName}/${relativePath}`;
  const isFree = (relativePath: string): boolean => {
    const name = relativePath.slice(relativePath.lastIndexOf('/') + 1);
    return !isIgnoredName(name) && !isTemporary(name) && !isLeftOut(whole(relativePath));
  };
  const isNamedAnywhere = (relativePath: string): boolean =>
    only.length === 0 || upwards(relativePath).some((path) => isNamed(whole(path)));
  const wants = (relativePath: string): { readonly asFile: boolean; readonly asFolder: boolean } => {
    const isMeant = isFree(relativePath);
    return { asFile: isMeant && isNamedAnywhere(relativePath), asFolder: isMeant && includesSubfolders };
  };
  const wantsFolder = (relativePath: string): boolean => wants(relativePath).asFolder;
  return {
    wants,
    wantsFolder,
    wantsFile: (relativePath) => wants(relativePath).asFile,
    isReachable: (relativePath) => upwards(relativePath).slice(0, -1).every(wantsFolder),
  };
}

/** The path and those of the folders around it, so that a pattern that names a folder names all that is in it. */
function upwards(relativePath: string): readonly string[] {
  const segments = relativePath.split('/');
  return segments.map((_segment, index) => segments.slice(0, index + 1).join('/'));
}
