import type { BatchId } from '../../../shared/ids.ts';
import type { BatchProgress, HeldDestination } from '../../../shared/progress.ts';
import type { NotificationSettings, Settings } from '../../../shared/settings.ts';
import { needsDecision } from '../../../shared/text/conflict-words.ts';
import { waitReasonWords } from '../../../shared/text/wait-reason-words.ts';
import type { Note, NoteAction, Notifier } from './note.ts';
import { batchEndNote, decisionNote, heldNote } from './note-words.ts';

export interface NotificationDeskOptions {
  readonly settings: { current(): Pick<Settings, 'notifications'> };
  readonly notifier: Pick<Notifier, 'show'>;
  /** A person looks at the window, and sees all of it there. */
  isWatched(): boolean;
  act(action: NoteAction, batchId: BatchId | null): void;
}

export interface NotificationDesk {
  batchEnded(batch: BatchProgress): void;
  /** What the queue waits for now; each thing is told once until it is over. */
  waitsFor(held: readonly HeldDestination[], batches: readonly BatchProgress[]): void;
  /** Something about Gantry itself, whether or not its window is looked at. Answers whether it was shown. */
  tell(note: Note): boolean;
}

/** Decides what is worth a notification: one for each batch, one for each thing that waits for a person, and none while the window is looked at. */
export function createNotificationDesk({ settings, notifier, isWatched, act }: NotificationDeskOptions): NotificationDesk {
  let told = new Set<string>();
  const isWanted = (when: Exclude<keyof NotificationSettings, 'isOn'>): boolean => {
    const { notifications } = settings.current();
    return notifications.isOn && notifications[when];
  };
  const show = (note: Note, batchId: BatchId | null): void => {
    if (!isWatched()) notifier.show(note, (action) => act(action, batchId));
  };
  return {
    batchEnded(batch) {
      const note = batchEndNote(batch);
      if (note !== null && isWanted(note.isUrgent ? 'whenFailed' : 'whenDone')) show(note, batch.batchId);
    },
    waitsFor(held, batches) {
      const waiting = new Map<string, () => void>();
      for (const one of held) {
        if (waitReasonWords(one.reason).needsPerson) waiting.set(`${one.destinationId} ${one.reason}`, () => show(heldNote(one), null));
      }
      for (const batch of batches) {
        if (needsDecision(batch.conflicts)) waiting.set(batch.batchId, () => show(decisionNote(batch), batch.batchId));
      }
      if (isWanted('whenNeeded')) for (const [key, tell] of waiting) if (!told.has(key)) tell();
      told = new Set(waiting.keys());
    },
    tell(note) {
      if (!settings.current().notifications.isOn) return false;
      notifier.show(note, (action) => act(action, null));
      return true;
    },
  };
}
