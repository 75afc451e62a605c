import { useCallback, useEffect, useRef, useState } from 'react';
import type { DestinationId } from '../../shared/ids.ts';
import { say } from '../../shared/language/say.ts';
import { removalWords } from '../../shared/text/unfinished-words.ts';
import type { UnfinishedRow } from '../../shared/unfinished.ts';
import { errorSentence } from '../error-sentence.ts';
import { loadUnfinished, removeUnfinished } from '../store/unfinished-actions.ts';

export interface Unfinished {
  /** `asking` until they are there, `none-kept` where the destination has no such thing; null when it could not be asked. */
  readonly rows: readonly UnfinishedRow[] | 'asking' | 'none-kept' | null;
  /** What happens now, or what came of it, in words. */
  readonly words: string | null;
  readonly isFailed: boolean;
  readonly isRemoving: boolean;
  remove(unfinishedIds: readonly string[]): void;
}

type State = Omit<Unfinished, 'remove'>;
const first: State = { rows: 'asking', words: null, isFailed: false, isRemoving: false };

/** The unfinished uploads of a destination, asked for when the dialog opens and after each removal. */
export function useUnfinished(destinationId: DestinationId): Unfinished {
  const [state, setState] = useState(first);
  const isOpen = useRef(true);
  const change = useCallback((changes: Partial<State>): void => {
    // Whoever closed the dialog is told nothing more.
    if (isOpen.current) setState((before) => ({ ...before, ...changes }));
  }, []);

  const load = useCallback(async (): Promise<void> => {
    try {
      const rows = await loadUnfinished(destinationId);
      change({ rows: rows ?? 'none-kept' });
    } catch (error) {
      change({ rows: null, ...failed(error) });
    }
  }, [destinationId, change]);

  useEffect(() => {
    isOpen.current = true;
    void load();
    return () => {
      isOpen.current = false;
    };
  }, [load]);

  const remove = async (ids: readonly string[]): Promise<void> => {
    const progress = (done: number): void =>
      change({ words: say('Removing: {done} of {all}', { done, all: ids.length }), isFailed: false });
    change({ isRemoving: true });
    progress(0);
    try {
      const removals = await removeUnfinished(destinationId, ids, progress);
      change({ words: removalWords(removals), isFailed: removals.some(({ fate }) => fate === 'failed') });
      await load();
    } catch (error) {
      await load();
      change(failed(error));
    }
    change({ isRemoving: false });
  };

  return { ...state, remove: (ids) => void remove(ids) };
}

function failed(error: unknown): Pick<State, 'words' | 'isFailed'> {
  return { words: errorSentence(error), isFailed: true };
}
