import { UploadError } from '../../engine/errors/upload-error.ts';
import { atLoginSwitch } from './login-words.ts';

/** The line by which an entry of ours is known, with the data directory that it was written for. */
const ownerKey = 'X-Gantry-Data-Directory';

export interface AutostartCommand {
  /** The program and what it is given before any switch. */
  readonly words: readonly string[];
  readonly dataDirectory: string;
  /** Not where Gantry would look for it by itself. */
  readonly isElsewhere: boolean;
}

/**
 * The entry that lets a Linux desktop open Gantry at login, by the Desktop Entry Specification 1.5. Throws `not-possible-now` where a path has a character that
 * no entry can hold.
 */
export function autostartEntry({ words, dataDirectory, isElsewhere }: AutostartCommand): string {
  const environment = isElsewhere ? ['env', `GANTRY_DATA_DIR=${dataDirectory}`] : [];
  const command = [...environment, ...words, atLoginSwitch].map(quoted).join(' ');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Gantry',
    'Comment=Desktop upload manager',
    'Comment[de]=Upload-Manager für den Desktop',
    `Exec=${escaped(command)}`,
    'Icon=gantry-desktop',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    `${ownerKey}=${escaped(dataDirectory)}`,
    '',
  ].join('\n');
}

/** Whether an entry does what this one would, whatever a desktop wrote beside it, such as that a person does not want it. */
export function isSameAutostart(entry: string, wanted: string): boolean {
  const lines = entry.split('\n');
  return wanted
    .split('\n')
    .filter((line) => line.startsWith('Exec=') || line.startsWith(`${ownerKey}=`))
    .every((line) => lines.includes(line));
}

/** Whether an entry was written for that data directory: nobody else's is taken away. */
export function isAutostartOf(entry: string, dataDirectory: string): boolean {
  return entry.split('\n').includes(`${ownerKey}=${escaped(dataDirectory)}`);
}

/** One word of a command: quoted, with what has a meaning between quotes kept from it, and without field codes. */
function quoted(word: string): string {
  if (/\p{Cc}/u.test(word))
    throw new UploadError('not-possible-now', { details: { reason: 'The path of Gantry has a control character.' } });
  return `"${word.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;
}

/** A text as the value of a key. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}
