import { useCallback, useEffect, useState } from 'react';
import type { WatchedFolder } from '../../shared/watched-folder.ts';
import { errorSentence } from '../error-sentence.ts';
import { loadWatchedFolders } from '../store/watch-actions.ts';

export interface WatchedFolders {
  /** null until they are known. */
  readonly folders: readonly WatchedFolder[] | null;
  /** What went wrong, in words. */
  readonly problem: string | null;
  /** Does it, then asks for them again. */
  act(work: Promise<unknown>): void;
}

/** Their numbers move while it is open. */
const lookEveryMs = 1_000;

/** The watched folders, as they are while somebody looks. */
export function useWatchedFolders(): WatchedFolders {
  const [folders, setFolders] = useState<readonly WatchedFolder[] | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  /** Of the last look: the next may succeed. */
  const [lookProblem, setLookProblem] = useState<string | null>(null);

  const load = useCallback(async (): Promise<void> => {
    try {
      setFolders(await loadWatchedFolders());
      setLookProblem(null);
    } catch (error) {
      setLookProblem(errorSentence(error));
    }
  }, []);

  useEffect(() => {
    let isOpen = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      void load().then(() => {
        if (isOpen) timer = setTimeout(look, lookEveryMs);
      });
    };
    look();
    return () => {
      isOpen = false;
      clearTimeout(timer);
    };
  }, [load]);

  const act = (work: Promise<unknown>): void => {
    setRefusal(null);
    work.then(load, (error: unknown) => setRefusal(errorSentence(error)));
  };
  return { folders, problem: refusal ?? lookProblem, act };
}
