import { useState } from 'react';
import { decidingPolicies } from '../../shared/conflict.ts';
import type { DestinationId } from '../../shared/ids.ts';
import type { WatchedFolder, WatchRules } from '../../shared/watched-folder.ts';
import { afterwardsKinds, usualWatchRules } from '../../shared/watched-folder.ts';
import { errorSentence } from '../error-sentence.ts';
import { chosenDestinationOf } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { chooseWatchedFolder, editWatchedFolder } from '../store/watch-actions.ts';
import { patternsIn } from './patterns-in.ts';
import { asItIs } from './watch-choices.ts';

/** What stands in the fields, as text. */
export interface WatchFields {
  readonly destinationId: string;
  readonly settleMs: string;
  readonly only: string;
  readonly leaveOut: string;
  readonly conflict: string;
  readonly afterwards: string;
  readonly includesSubfolders: boolean;
}

export interface WatchFormState {
  readonly fields: WatchFields;
  set(change: Partial<WatchFields>): void;
  readonly isAsking: boolean;
  readonly problem: string | null;
  submit(): Promise<void>;
}

/** The fields of a watched folder and what is done with them. `folder`: the one that is changed; null: a new one. `onDone`: a person said yes to all of it. */
export function useWatchForm(folder: WatchedFolder | null, onDone: () => void): WatchFormState {
  const first = useWindow((state) => chosenDestinationOf(state)?.destinationId ?? '');
  const [fields, setFields] = useState(() => fieldsOf(folder, first));
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  return {
    ...{ fields, isAsking, problem },
    set: (change) => setFields((before) => ({ ...before, ...change })),
    async submit() {
      setIsAsking(true);
      setProblem(null);
      try {
        if ((await ask(folder, fields)) !== null) onDone();
      } catch (error) {
        setProblem(errorSentence(error));
      }
      setIsAsking(false);
    },
  };
}

function fieldsOf(folder: WatchedFolder | null, first: string): WatchFields {
  const { settleMs, only, leaveOut, conflict, includesSubfolders } = folder ?? usualWatchRules;
  return {
    ...{ destinationId: folder?.destinationId ?? first, settleMs: String(settleMs), includesSubfolders, conflict: conflict ?? asItIs },
    ...{ only: only.join(', '), leaveOut: leaveOut.join(', '), afterwards: folder === null ? 'leave' : asItIs },
  };
}

async function ask(folder: WatchedFolder | null, fields: WatchFields): Promise<WatchedFolder | null> {
  const destinationId = fields.destinationId as DestinationId;
  const afterwards = afterwardsKinds.find((kind) => kind === fields.afterwards);
  if (folder === null) return await chooseWatchedFolder(destinationId, rulesIn(fields, null), afterwards ?? 'leave');
  const before = fieldsOf(folder, '');
  return await editWatchedFolder(folder.watchId, {
    ...{ rules: rulesIn(fields, before), ...(destinationId === folder.destinationId ? {} : { destinationId }) },
    ...(afterwards === undefined ? {} : { afterwards }),
  });
}

/** Those that differ from before: a pattern with a comma, which only the terminal takes, stays whole. */
function rulesIn(fields: WatchFields, before: WatchFields | null): Partial<WatchRules> {
  const isNew = (name: keyof WatchFields): boolean => fields[name] !== before?.[name];
  return {
    ...(isNew('includesSubfolders') ? { includesSubfolders: fields.includesSubfolders } : {}),
    ...(isNew('settleMs') ? { settleMs: Number(fields.settleMs) } : {}),
    ...(isNew('only') ? { only: patternsIn(fields.only) } : {}),
    ...(isNew('leaveOut') ? { leaveOut: patternsIn(fields.leaveOut) } : {}),
    ...(isNew('conflict') ? { conflict: decidingPolicies.find((policy) => policy === fields.conflict) ?? null } : {}),
  };
}
