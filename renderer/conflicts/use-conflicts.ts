import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ConflictPage } from '../../shared/conflict.ts';
import type { BatchId } from '../../shared/ids.ts';
import { errorSentence } from '../error-sentence.ts';
import { conflictPageSize, loadConflicts } from '../store/conflict-actions.ts';
import type { ConflictFolders, TreeRow } from './conflict-folders.ts';
import { onlyFolderIn, treeRows, withPage } from './conflict-folders.ts';

export interface Conflicts {
  readonly rows: readonly TreeRow[];
  /** null until the first answer. */
  readonly effects: ConflictPage['effects'] | null;
  /** Why a part of it could not be had, in words. */
  readonly problem: string | null;
  setOpen(path: string, isOpen: boolean): void;
  /** These lines are looked at: what is not there of them is asked for. */
  want(rows: readonly TreeRow[]): void;
}

const nothing: ConflictFolders = new Map();
const noneOpen: ReadonlySet<string> = new Set();

/** The tree of what a batch has met, loaded as it is looked at, and again from the start when `asked`, the number of its files, changes. */
export function useConflicts(batchId: BatchId, asked: number): Conflicts {
  const [folders, setFolders] = useState(nothing);
  const [open, setOpenPaths] = useState(noneOpen);
  const [problem, setProblem] = useState<string | null>(null);
  const [effects, setEffects] = useState<ConflictPage['effects'] | null>(null);
  /** Of what `asked` stands for now; answers to an older question are let go of. */
  const requested = useRef(new Set<string>());

  const load = useCallback(
    async (path: string, pageNumber: number): Promise<void> => {
      const mine = requested.current;
      const key = `${pageNumber} ${path}`;
      if (mine.has(key)) return;
      mine.add(key);
      const fromIndex = pageNumber * conflictPageSize;
      try {
        const page = await loadConflicts(batchId, path, fromIndex);
        if (requested.current !== mine) return;
        setFolders((before) => withPage(before, path, fromIndex, page));
        setEffects(page.effects);
        setProblem(null);
        const only = onlyFolderIn(page);
        if (only === null) return;
        setOpenPaths((before) => new Set(before).add(only));
        await load(only, 0);
      } catch (error) {
        mine.delete(key);
        if (requested.current === mine) setProblem(errorSentence(error));
      }
    },
    [batchId],
  );

  useEffect(() => {
    if (asked === 0) return undefined;
    const mine = new Set<string>();
    requested.current = mine;
    setFolders(nothing);
    void load('', 0);
    return () => {
      // Whoever closed the dialog is told nothing more.
      if (requested.current === mine) requested.current = new Set();
    };
  }, [load, asked]);

  const setOpen = useCallback((path: string, isOpen: boolean): void => {
    setOpenPaths((before) => {
      const next = new Set(before);
      if (isOpen) next.add(path);
      else next.delete(path);
      return next;
    });
  }, []);

  const want = useCallback(
    (wanted: readonly TreeRow[]): void => {
      for (const { node, folder, index } of wanted) if (node === null) void load(folder, Math.floor(index / conflictPageSize));
    },
    [load],
  );

  const rows = useMemo(() => treeRows(folders, open), [folders, open]);
  return { rows, effects, problem, setOpen, want };
}
