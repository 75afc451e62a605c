import { Notification } from 'electron';
import type { Note, Notifier } from './note.ts';
import { noteActionLabel } from './note-words.ts';
import { withoutMarkup } from './without-markup.ts';

/** Notifications by Electron: those of Windows and macOS, and of a Linux desktop whose bus we could not join. */
export function createElectronNotifier(platform: NodeJS.Platform): Notifier {
  // One that nobody refers to is collected, and its buttons do nothing then.
  const shown = new Map<string, Notification>();
  return {
    show({ noteId, title, body, isUrgent, actions }: Note, onAction) {
      if (!Notification.isSupported()) return;
      shown.get(noteId)?.close();
      const notification = new Notification({
        title,
        // Linux takes markup there; the others take a text as it is.
        body: platform === 'linux' ? withoutMarkup(body) : body,
        urgency: isUrgent ? 'normal' : 'low',
        silent: !isUrgent,
        actions: actions.map((action) => ({ type: 'button', text: noteActionLabel(action) })),
      });
      shown.set(noteId, notification);
      notification.on('click', () => onAction('show'));
      notification.on('action', (_details, index) => {
        const action = actions[index];
        if (action !== undefined) onAction(action);
      });
      notification.on('close', () => {
        if (shown.get(noteId) === notification) shown.delete(noteId);
      });
      notification.show();
    },
    whenShown: async () => undefined,
  };
}
