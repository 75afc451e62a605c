import { useEffect, useState } from 'react';
import type { PlainError } from '../../shared/error-codes.ts';
import type { Importable, ImportList, ImportResult, ImportSource } from '../../shared/importable.ts';
import { ClientError } from '../client-error.ts';
import { importDestinations, loadImportable } from '../store/import-actions.ts';

export type Supported = Extract<Importable, { isSupported: true }>;

export interface Import {
  /** null: still looking. */
  readonly list: ImportList | null;
  readonly chosen: readonly Supported[];
  readonly buckets: ReadonlyMap<string, string>;
  /** Of those that were imported, by their keys. */
  readonly results: ReadonlyMap<string, ImportResult>;
  readonly error: PlainError | null;
  readonly isImporting: boolean;
  /** A bucket is missing of what was to be imported. */
  readonly isChecked: boolean;
  choose(keys: readonly string[], isChosen: boolean): void;
  setBucket(key: string, bucket: string): void;
  start(): void;
}

interface State extends Pick<Import, 'list' | 'buckets' | 'results' | 'error' | 'isImporting' | 'isChecked'> {
  readonly keys: ReadonlySet<string>;
}

const first: State = {
  list: null,
  keys: new Set(),
  buckets: new Map(),
  results: new Map(),
  error: null,
  isImporting: false,
  isChecked: false,
};

export function keyOf({ source, name }: { readonly source: ImportSource; readonly name: string }): string {
  return `${source} ${name}`;
}

/** Whether it can be marked: it can be added, and was not. */
export function isFree(importable: Importable, results: Import['results']): importable is Supported {
  const result = results.get(keyOf(importable));
  return importable.isSupported && !importable.isSaved && (result?.destinationId ?? null) === null;
}

/** What can be imported, what of it is marked, and the import itself. */
export function useImport(): Import {
  const [state, setState] = useState(first);
  const change = (changes: Partial<State>): void => setState((before) => ({ ...before, ...changes }));
  useEffect(() => {
    let isOpen = true;
    loadImportable().then(
      (list) => isOpen && setState((before) => ({ ...before, list })),
      (error: unknown) => isOpen && setState((before) => ({ ...before, list: { importables: [], unreadable: [] }, error: plainOf(error) })),
    );
    return () => {
      isOpen = false;
    };
  }, []);

  const importables = state.list?.importables ?? [];
  const chosen = importables.filter((one): one is Supported => isFree(one, state.results) && state.keys.has(keyOf(one)));

  const start = async (): Promise<void> => {
    const bucketOf = (one: Supported): string => (state.buckets.get(keyOf(one)) ?? '').trim();
    if (chosen.some((one) => one.needsBucket && bucketOf(one) === '')) {
      change({ isChecked: true });
      return;
    }
    change({ isImporting: true, isChecked: false, error: null });
    try {
      const results = await importDestinations(
        chosen.map((one) => ({ source: one.source, name: one.name, ...(one.needsBucket ? { bucket: bucketOf(one) } : {}) })),
      );
      setState((before) => ({
        ...before,
        keys: new Set(),
        results: new Map([...before.results, ...results.map((one) => [keyOf(one), one] as const)]),
      }));
    } catch (error) {
      change({ error: plainOf(error) });
    }
    change({ isImporting: false });
  };

  return {
    ...state,
    chosen,
    choose: (keys, isChosen) => {
      const next = new Set(state.keys);
      for (const key of keys)
        if (isChosen) next.add(key);
        else next.delete(key);
      change({ keys: next });
    },
    setBucket: (key, bucket) => change({ buckets: new Map([...state.buckets, [key, bucket]]) }),
    start: () => void start(),
  };
}

function plainOf(error: unknown): PlainError {
  return error instanceof ClientError ? error : { code: 'internal', details: {} };
}
