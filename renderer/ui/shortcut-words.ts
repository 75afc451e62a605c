import { say } from '../../shared/language/say.ts';

/** A key that is pressed with Control, or Command on a Mac; of a letter the capital. */
export interface Shortcut {
  readonly key: string;
  readonly isShifted?: boolean;
}

/** How the system's own menus write it: `Ctrl+Shift+O`, and `⇧⌘O` on a Mac. */
export function shortcutWords({ key, isShifted = false }: Shortcut, isMac: boolean = isOnMac()): string {
  if (isMac) return `${isShifted ? '⇧' : ''}⌘${key}`;
  return [say('Ctrl'), ...(isShifted ? [say('Shift')] : []), key].join('+');
}

/** What a pointer that rests on a button is told: what it does, and the keys that do the same. */
export function withShortcut(words: string, shortcut: Shortcut, isMac: boolean = isOnMac()): string {
  return `${words} (${shortcutWords(shortcut, isMac)})`;
}

function isOnMac(): boolean {
  return document.documentElement.dataset['platform'] === 'mac';
}
