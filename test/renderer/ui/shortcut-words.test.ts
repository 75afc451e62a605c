import { afterEach, expect, test } from 'vitest';
import { shortcutWords, withShortcut } from '../../../renderer/ui/shortcut-words.ts';
import { catalogueOf } from '../../../shared/language/catalogue-of.ts';
import { speak } from '../../../shared/language/spoken.ts';

afterEach(() => speak('en', null));

test('a shortcut is written as the menus of the system write it', () => {
  expect(shortcutWords({ key: 'O' }, false)).toBe('Ctrl+O');
  expect(shortcutWords({ key: 'O', isShifted: true }, false)).toBe('Ctrl+Shift+O');
  expect(shortcutWords({ key: ',' }, true)).toBe('⌘,');
  expect(withShortcut('Add folder', { key: 'O', isShifted: true }, true)).toBe('Add folder (⇧⌘O)');
  speak('de', catalogueOf('de'));
  expect(withShortcut('Ordner hinzufügen', { key: 'O', isShifted: true }, false)).toBe('Ordner hinzufügen (Strg+Umschalt+O)');
});
