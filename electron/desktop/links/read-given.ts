import { posix, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a start was given, as it is meant. */
export interface Given {
  readonly paths: readonly string[];
  /** Addresses of ours. */
  readonly links: readonly string[];
  /** Neither: addresses of something that is not a file of this computer. */
  readonly foreign: readonly string[];
  /** A link came with other words: somebody broke out of it. Nothing of it is to be followed. */
  readonly isMixed: boolean;
}

export interface ReadGivenOptions {
  /** Where whoever gave it was: a relative path begins there. */
  readonly workingDirectory: string;
  readonly platform: NodeJS.Platform;
}

/** Sorts words into paths and links; file managers of Linux write a path as an address. */
export function readGiven(words: readonly string[], { workingDirectory, platform }: ReadGivenOptions): Given {
  const { resolve } = platform === 'win32' ? win32 : posix;
  const paths: string[] = [];
  const links: string[] = [];
  const foreign: string[] = [];
  for (const word of words) {
    if (/^gantry:/i.test(word)) links.push(word);
    else if (/^file:/i.test(word)) (fileOf(word, platform) === null ? foreign : paths).push(fileOf(word, platform) ?? word);
    else if (/^[a-z][a-z\d+.-]+:\/\//i.test(word)) foreign.push(word);
    else if (word !== '') paths.push(resolve(workingDirectory, word));
  }
  const isMixed = links.length > 0 && paths.length + foreign.length > 0;
  return isMixed ? { paths: [], links, foreign, isMixed } : { paths: [...new Set(paths)], links, foreign, isMixed };
}

/** null: on another computer, or no path. */
function fileOf(address: string, platform: NodeJS.Platform): string | null {
  try {
    const url = new URL(address);
    if (url.hostname !== '' && url.hostname !== 'localhost') return null;
    url.hostname = '';
    const path = fileURLToPath(url, { windows: platform === 'win32' });
    return path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}
