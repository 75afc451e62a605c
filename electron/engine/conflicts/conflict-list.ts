import type { ConflictNode, ConflictPage, DecidingPolicy, FoundStamp, PolicyEffects } from '../../../shared/conflict.ts';
import { decidingPolicies } from '../../../shared/conflict.ts';
import { decideConflict } from '../../../shared/decide-conflict.ts';
import { compareNames } from '../../../shared/text/compare-names.ts';
import type { ConflictQuery } from '../engine.ts';
import { betweenSlices } from '../queue/between-slices.ts';
import { sortInSlices } from '../queue/sort-in-slices.ts';
import type { UploadRecord } from '../queue/upload-record.ts';
import { sourceStampOf } from './settle-conflict.ts';

/** What a destination has there, where it says nothing of that. */
export const unknownStamp: FoundStamp = { sizeBytes: null, modifiedAtMs: null };

const filesPerSlice = 5_000;

interface Listed {
  readonly asked: readonly UploadRecord[];
  readonly folder: string;
  readonly nodes: readonly ConflictNode[];
  readonly effects: Record<DecidingPolicy, PolicyEffects>;
}

/** Pages of what is there already; many files are sorted and summed up in slices, and once for all pages of a folder. */
export class ConflictList {
  /** Of the last page: good for the next one as long as the same files are asked about. */
  #listed: Listed | null = null;

  async pageOf(asked: readonly UploadRecord[], { folder, fromIndex, limit }: Omit<ConflictQuery, 'batchId'>): Promise<ConflictPage> {
    const known = this.#listed !== null && isSame(this.#listed.asked, asked) ? this.#listed : null;
    const effects = known?.effects ?? (await effectsOf(asked));
    const nodes = known !== null && known.folder === folder ? known.nodes : await nodesOf(asked, folder);
    this.#listed = { asked, folder, nodes, effects };
    const end = fromIndex + limit;
    return { nodes: nodes.slice(fromIndex, end), nextIndex: end < nodes.length ? end : null, entries: nodes.length, effects };
  }
}

function isSame(ones: readonly UploadRecord[], others: readonly UploadRecord[]): boolean {
  return ones.length === others.length && ones.every((one, index) => one === others[index]);
}

async function effectsOf(asked: readonly UploadRecord[]): Promise<Record<DecidingPolicy, PolicyEffects>> {
  const effects = {} as Record<DecidingPolicy, PolicyEffects>;
  for (const policy of decidingPolicies) {
    const counts = { overwrite: 0, skip: 0, rename: 0 };
    const bytes = { overwrite: 0, skip: 0, rename: 0 };
    for (const [index, record] of asked.entries()) {
      if (index % filesPerSlice === filesPerSlice - 1) await betweenSlices();
      const source = sourceStampOf(record);
      const choice = decideConflict(policy, source, record.found ?? unknownStamp);
      if (choice === null) continue;
      counts[choice] += 1;
      bytes[choice] += source.sizeBytes;
    }
    effects[policy] = { ...counts, bytes };
  }
  return effects;
}

/** The entries of one folder: its folders with how many files are below them, then its files, each by name. */
async function nodesOf(asked: readonly UploadRecord[], folder: string): Promise<readonly ConflictNode[]> {
  const prefix = folder === '' ? '' : `${folder}/`;
  const folders = new Map<string, number>();
  const files: Extract<ConflictNode, { kind: 'file' }>[] = [];
  for (const [index, record] of asked.entries()) {
    if (index % filesPerSlice === filesPerSlice - 1) await betweenSlices();
    if (!record.relativePath.startsWith(prefix)) continue;
    const rest = record.relativePath.slice(prefix.length);
    const end = rest.indexOf('/');
    if (end >= 0) folders.set(rest.slice(0, end), (folders.get(rest.slice(0, end)) ?? 0) + 1);
    else {
      const found = record.found ?? unknownStamp;
      files.push({ kind: 'file', name: rest, uploadId: record.uploadId, source: sourceStampOf(record), found });
    }
  }
  const byName = (one: { readonly name: string }, other: { readonly name: string }): number => compareNames(one.name, other.name);
  const below = [...folders].map(([name, count]) => ({ kind: 'folder', name, path: `${prefix}${name}`, files: count }) as const);
  return [...(await sortInSlices(below, byName)), ...(await sortInSlices(files, byName))];
}
