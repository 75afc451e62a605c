import { Refusal } from './refusal.ts';

export const incomingFolderName = '.gantry-incoming';

const maxSegmentBytes = 255;
const windowsReserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;
// Windows refuses these in names; a colon would even name a hidden stream of another file.
const windowsForbidden = /[<>:"|?*]/;

function refuse(what: string, segment?: string): never {
  // A long name is cut here, because the words travel in an answer and end up in a row of a list.
  const named = segment === undefined ? '' : `: ${JSON.stringify(segment.length > 60 ? `${segment.slice(0, 60)}…` : segment)}`;
  throw new Refusal(422, `The receiver refuses the name, because ${what}${named}.`);
}

function checkSegment(segment: string, platform: NodeJS.Platform): void {
  if (segment === '') refuse('a part of the path is empty');
  if (segment === '.' || segment === '..') refuse('a part of the path points elsewhere', segment);
  if (segment.toLowerCase() === incomingFolderName) refuse('this name is reserved for unfinished uploads', segment);
  const bytes = Buffer.byteLength(segment);
  if (bytes > maxSegmentBytes) refuse(`a part of the path has ${bytes} bytes and ${maxSegmentBytes} are possible`, segment);
  if (platform !== 'win32') return;
  if (windowsReserved.test(segment)) refuse('Windows reserves this name', segment);
  if (windowsForbidden.test(segment) || [...segment].some((character) => character < ' '))
    refuse('Windows does not allow one of its characters', segment);
  if (/[. ]$/.test(segment)) refuse('Windows does not allow a dot or a space at its end', segment);
}

/**
 * Checks a path with `/` before any byte is stored, and answers its parts, the file's name last.
 * Throws a `Refusal` 422 that names what is wrong. Only names are looked at: links on the disk are `TargetFolders`' affair.
 */
export function checkRelativePath(path: string, platform: NodeJS.Platform): readonly string[] {
  if (path === '') refuse('there is none');
  if (path.includes('\0')) refuse('it contains a NUL');
  // Refused everywhere, because the same folder may be shared with Windows, where it separates.
  if (path.includes('\\')) refuse('it contains a backslash');
  if (path.startsWith('/')) refuse('the path is absolute');
  const segments = path.split('/');
  if (/^[a-z]:$/i.test(segments[0] ?? '')) refuse('it begins with a drive', segments[0]);
  for (const segment of segments) checkSegment(segment, platform);
  return segments;
}
