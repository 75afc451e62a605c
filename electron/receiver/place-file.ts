import { link, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { numberedName } from '../../shared/numbered-name.ts';
import { systemCodeOf } from './refusal-for.ts';
import { removeFile } from './remove-file.ts';

export interface Placing {
  /** Of the whole, durable file. */
  readonly dataPath: string;
  readonly folder: string;
  readonly name: string;
  readonly isOverwriting: boolean;
  /** A name that is taken for this very file, with an empty one. */
  readonly reservedName: string | null;
  /** Called before the data loses its only name; resolves when that is recorded. */
  onBeforeMove(name: string): Promise<void>;
  /** Only tests give another one, to play a file system without hard links. */
  readonly makeLink?: typeof link;
}

// Whatever else link() says, another way would fail for the same reason.
const aboutThisFile = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'ENOENT',
  'EACCES',
  'ENAMETOOLONG',
  'ENOTDIR',
  'EXDEV',
  'EIO',
  'EILSEQ',
  'EINVAL',
]);
const hardLinksMissing = Symbol('hard links missing');

/** True: it has the name now. False: the name is taken. */
async function tryLink(placing: Placing, path: string): Promise<boolean | typeof hardLinksMissing> {
  try {
    await (placing.makeLink ?? link)(placing.dataPath, path);
    return true;
  } catch (error) {
    const code = systemCodeOf(error) ?? '';
    if (code === 'EEXIST') return false;
    if (aboutThisFile.has(code)) throw error;
    return hardLinksMissing;
  }
}

/** Takes the name with an empty file that only one can make, then moves the data over it. False: the name is taken. */
async function tryReserve(placing: Placing, path: string, name: string): Promise<boolean> {
  try {
    await (await open(path, 'wx')).close();
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await placing.onBeforeMove(name);
    await rename(placing.dataPath, path);
  } catch (error) {
    await removeFile(path);
    throw error;
  }
  return true;
}

/** False where the name cannot be replaced, because a folder has it. */
async function tryReplace(placing: Placing): Promise<boolean> {
  const path = join(placing.folder, placing.name);
  const second = `${placing.dataPath}.replacing`;
  await removeFile(second);
  const linked = await tryLink(placing, second);
  if (linked === hardLinksMissing) await placing.onBeforeMove(placing.name);
  try {
    await rename(linked === hardLinksMissing ? placing.dataPath : second, path);
    return true;
  } catch (error) {
    if (linked !== hardLinksMissing) await removeFile(second);
    if (['EISDIR', 'ENOTEMPTY', 'EEXIST', 'EPERM'].includes(systemCodeOf(error) ?? '')) return false;
    throw error;
  }
}

/**
 * Gives a finished file its name, or the first free one of "a (2).txt", "a (3).txt"; answers the name it got.
 *
 * By link(), because it alone makes a whole file appear under a name in one step and fails when the name is taken, however
 * many do it at once: rename() would silently replace. And the data keeps its first name until the upload is recorded: after a
 * crash the two names of one file tell that it is in its place already. Where the file system has no hard links, a name is
 * taken by exclusively making an empty file, and the data is moved over it; then a record written before takes the role of
 * the second name.
 */
export async function placeFile(placing: Placing): Promise<string> {
  if (placing.reservedName !== null) {
    await rename(placing.dataPath, join(placing.folder, placing.reservedName));
    return placing.reservedName;
  }
  if (placing.isOverwriting && (await tryReplace(placing))) return placing.name;
  for (let number = 1; ; number += 1) {
    const name = numberedName(placing.name, number);
    const path = join(placing.folder, name);
    const linked = await tryLink(placing, path);
    if (linked === true) return name;
    if (linked === hardLinksMissing && (await tryReserve(placing, path, name))) return name;
  }
}
