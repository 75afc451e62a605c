import { useCallback, useEffect, useState } from 'react';
import { errorWords } from '../../shared/text/error-words.ts';
import type { WatchedFolder } from '../../shared/watched-folder.ts';
import { ClientError } from '../client-error.ts';
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
  const [problem, setProblem] = useState<string | null>(null);

  const load = useCallback(async (): Promise<void> => {
    setFolders(await loadWatchedFolders());
  }, []);

  useEffect(() => {
    let isOpen = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      load()
        .catch((error: unknown) => setProblem(wordsOf(error)))
        .finally(() => {
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
    setProblem(null);
    work.then(load).catch((error: unknown) => setProblem(wordsOf(error)));
  };
  return { folders, problem, act };
}

function wordsOf(error: unknown): string {
  const { title, remedy } = errorWords(error instanceof ClientError ? error : { code: 'internal', details: {} });
  return `${title}. ${remedy}`;
}
