import type { FoundStamp } from '../../../shared/conflict.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { FoundFile, Protocol } from '../protocols/protocol.ts';
import { betweenSlices } from '../queue/between-slices.ts';

/**
 * What a destination has under a file's name. `twin`: a name that differs only in its letters' case or form, and the destination does not tell
 * the two apart. `unknown`: it cannot say, which is not the same as nothing.
 */
export type NameState =
  | { readonly kind: 'free' }
  | { readonly kind: 'taken'; readonly found: FoundStamp }
  | { readonly kind: 'twin'; readonly found: FoundStamp }
  | { readonly kind: 'unknown' };

export interface NamedFile {
  readonly relativePath: string;
}

export interface FindTakenNamesOptions<File extends NamedFile> {
  readonly protocol: Pick<Protocol, 'list' | 'look'>;
  readonly files: readonly File[];
  readonly signal: AbortSignal;
  /** The destination failed at this again and again: trouble counts as "cannot say" now. */
  readonly isLastTry: boolean;
  readonly isStillWanted: (file: File) => boolean;
  /** Told once for each file that is still wanted, as soon as it is known. What it answers is waited for, so that others have their turn. */
  readonly onKnown: (file: File, state: NameState) => Promise<void> | undefined;
}

/** Below it single questions are cheaper than a list of a folder that may hold anything. */
const fewFiles = 8;
/** So many loose files are asked for one by one, as the list would be of the whole destination. */
const fewLooseFiles = 200;
const looksAtOnce = 4;
/** So many names are brought into the form in which they are compared before others have their turn. */
const namesAtOnce = 2_000;
/** A destination that refuses so many questions in a row refuses them all. */
const refusalsInRow = 3;

/**
 * Finds out which names are taken, with as few requests as it can: one list for each folder, whose pages are let go of as they come, or
 * single questions where there are few files or no lists. Throws the destination's `UploadError`, unless that says that it cannot be asked.
 */
export async function findTakenNames<File extends NamedFile>(options: FindTakenNamesOptions<File>): Promise<void> {
  const { protocol } = options;
  const look = protocol.look?.bind(protocol) ?? null;
  let list = protocol.list?.bind(protocol) ?? null;
  for (const [folder, files] of byTopFolder(options.files)) {
    const isFew = files.length <= (folder === '' ? fewLooseFiles : fewFiles);
    if (list !== null && !(isFew && look !== null)) {
      if (await orRefused(options, findByList(list, look, folder, files, options))) continue;
      list = null;
    }
    if (look !== null) await findByLooks(look, files.filter(options.isStillWanted), options);
    else for (const file of files.filter(options.isStillWanted)) await options.onKnown(file, { kind: 'unknown' });
  }
}

async function findByList<File extends NamedFile>(
  list: NonNullable<Protocol['list']>,
  look: Protocol['look'] | null,
  folder: string,
  files: readonly File[],
  options: FindTakenNamesOptions<File>,
): Promise<void> {
  const { signal, onKnown } = options;
  const open = new Map<string, Set<File>>();
  for (const [index, file] of files.entries()) {
    if (index % namesAtOnce === namesAtOnce - 1) await betweenSlices();
    const folded = foldedName(file.relativePath);
    const same = open.get(folded) ?? new Set();
    open.set(folded, same.add(file));
  }
  const twins = new Map<File, FoundStamp>();
  for await (const page of list(folder, signal)) {
    signal.throwIfAborted();
    for (const found of page) {
      const same = open.get(foldedName(found.relativePath));
      if (same === undefined) continue;
      for (const file of same) {
        if (file.relativePath !== found.relativePath) twins.set(file, stampOf(found));
        else if (same.delete(file)) {
          twins.delete(file);
          const rest = onKnown(file, { kind: 'taken', found: stampOf(found) });
          if (rest !== undefined) await rest;
        }
      }
    }
    signal.throwIfAborted();
  }
  const doubtful: File[] = [];
  for (const same of open.values()) {
    for (const file of same) {
      const twin = twins.get(file);
      const rest =
        twin === undefined
          ? onKnown(file, { kind: 'free' })
          : look === null
            ? onKnown(file, { kind: 'twin', found: twin })
            : void doubtful.push(file);
      if (rest !== undefined) await rest;
    }
  }
  // Only the destination knows whether it tells the two names apart. One that will not say has both kept.
  if (look === null || look === undefined) return;
  for (const file of doubtful) {
    const found = await look(file.relativePath, signal).catch((error: unknown) => {
      if (isRefusal(error, options.isLastTry)) return undefined;
      throw error;
    });
    await onKnown(file, found === null ? { kind: 'free' } : { kind: 'twin', found: found === undefined ? unknownStamp : stampOf(found) });
  }
}

async function findByLooks<File extends NamedFile>(
  look: NonNullable<Protocol['look']>,
  files: readonly File[],
  options: FindTakenNamesOptions<File>,
): Promise<void> {
  const { onKnown, isStillWanted, isLastTry } = options;
  const trouble = new AbortController();
  const signal = AbortSignal.any([options.signal, trouble.signal]);
  const left = files.values();
  let refusals = 0;
  async function lookAtSome(): Promise<void> {
    for (const file of left) {
      signal.throwIfAborted();
      if (!isStillWanted(file)) continue;
      if (refusals >= refusalsInRow) {
        await onKnown(file, { kind: 'unknown' });
        continue;
      }
      try {
        const found = await look(file.relativePath, signal);
        refusals = 0;
        await onKnown(file, stateOf(file, found));
      } catch (error) {
        signal.throwIfAborted();
        if (!isRefusal(error, isLastTry)) throw error;
        refusals += 1;
        await onKnown(file, { kind: 'unknown' });
      }
    }
  }
  try {
    await Promise.all(Array.from({ length: looksAtOnce }, lookAtSome));
  } finally {
    trouble.abort();
  }
}

/** False: the destination said, for good, that it cannot be asked like that. */
async function orRefused<File extends NamedFile>({ isLastTry }: FindTakenNamesOptions<File>, work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (isRefusal(error, isLastTry)) return false;
    throw error;
  }
}

function isRefusal(error: unknown, isLastTry: boolean): boolean {
  if (!(error instanceof UploadError)) return isLastTry;
  return error.failureClass === 'permanent' || (isLastTry && error.failureClass === 'transient');
}

function stateOf(file: NamedFile, found: FoundFile | null): NameState {
  if (found === null) return { kind: 'free' };
  return { kind: found.relativePath === file.relativePath ? 'taken' : 'twin', found: stampOf(found) };
}

const unknownStamp: FoundStamp = { sizeBytes: null, modifiedAtMs: null };

function stampOf({ sizeBytes, modifiedAtMs }: FoundFile): FoundStamp {
  return { sizeBytes, modifiedAtMs };
}

/** Two names that some file system takes for one: by the case of letters, or by how accents are written. */
function foldedName(relativePath: string): string {
  return relativePath.normalize('NFC').toLowerCase();
}

function byTopFolder<File extends NamedFile>(files: readonly File[]): ReadonlyMap<string, readonly File[]> {
  const folders = new Map<string, File[]>();
  for (const file of files) {
    const end = file.relativePath.indexOf('/');
    const folder = end < 0 ? '' : file.relativePath.slice(0, end);
    const known = folders.get(folder);
    if (known === undefined) folders.set(folder, [file]);
    else known.push(file);
  }
  return folders;
}
