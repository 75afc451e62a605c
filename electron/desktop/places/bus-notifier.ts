import type { Log } from '../../engine/ports.ts';
import type { BusMessage } from '../../host/message-bus/bus-message.ts';
import type { MessageBus } from '../../host/message-bus/message-bus.ts';
import { desktopEntryName } from './desktop-entry-name.ts';
import type { Note, NoteAction, Notifier } from './note.ts';
import { noteActionLabel } from './note-words.ts';
import { withoutMarkup } from './without-markup.ts';

const server = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interfaceName: 'org.freedesktop.Notifications',
} as const;
const asLongAsUsual = -1;

interface ShownNote {
  readonly id: number;
  /** Who showed it, and may tell that it was clicked. */
  readonly sender: string;
  readonly note: Note;
  onAction(action: NoteAction): void;
}

/**
 * Notifications of a Linux desktop, by the Desktop Notifications Specification 1.2: with buttons where the desktop has them, and without markup where it would
 * take some.
 */
export function createBusNotifier(bus: Pick<MessageBus, 'call' | 'onSignal'>, log: Log): Notifier {
  const shown = new Map<string, ShownNote>();

  bus.onSignal(server.interfaceName, ({ member, sender, body: [id, detail] }: BusMessage) => {
    const found = [...shown.values()].find((one) => one.id === id && one.sender === sender);
    if (found === undefined) return;
    if (member === 'NotificationClosed') shown.delete(found.note.noteId);
    if (member !== 'ActionInvoked') return;
    const action = detail === 'default' ? 'show' : found.note.actions.find((one) => one === detail);
    if (action !== undefined) found.onAction(action);
  });

  const send = async (note: Note, onAction: (action: NoteAction) => void): Promise<void> => {
    const [list] = (await bus.call({ ...server, member: 'GetCapabilities' })).body;
    const capabilities: readonly unknown[] = Array.isArray(list) ? list : [];
    const buttons = note.actions.flatMap((action): readonly string[] => [action, noteActionLabel(action)]);
    const answer = await bus.call({
      ...server,
      member: 'Notify',
      signature: 'susssasa{sv}i',
      body: [
        'Gantry',
        shown.get(note.noteId)?.id ?? 0,
        desktopEntryName,
        note.title,
        capabilities.includes('body-markup') ? withoutMarkup(note.body) : note.body,
        capabilities.includes('actions') ? ['default', noteActionLabel('show'), ...buttons] : [],
        [
          ['desktop-entry', { signature: 's', value: desktopEntryName }],
          ['urgency', { signature: 'y', value: note.isUrgent ? 1 : 0 }],
          ['category', { signature: 's', value: note.isUrgent ? 'transfer.error' : 'transfer.complete' }],
        ],
        asLongAsUsual,
      ],
    });
    const [id] = answer.body;
    if (typeof id === 'number') shown.set(note.noteId, { id, sender: answer.sender, note, onAction });
  };

  const sending = new Set<Promise<void>>();
  return {
    show(note, onAction) {
      const sent = send(note, onAction)
        .catch((error: unknown) => log.write('warn', 'notification-not-shown', { error }))
        .finally(() => sending.delete(sent));
      sending.add(sent);
    },
    async whenShown() {
      await Promise.all(sending);
    },
  };
}
