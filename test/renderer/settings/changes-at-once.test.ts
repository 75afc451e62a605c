import { expect, test } from 'vitest';
import { changesAtOnce } from '../../../renderer/settings/changes-at-once.ts';

const pressed = (key: string, held: 'ctrlKey' | 'metaKey' | null = null) =>
  changesAtOnce({ key, ctrlKey: held === 'ctrlKey', metaKey: held === 'metaKey' });

test.each(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown', 'r', 'é'])(
  '%s would choose in a closed list',
  (key) => expect(pressed(key)).toBe(true),
);

test.each(['Tab', 'Enter', ' ', 'Escape', 'Shift', 'F1'])('“%s” does what it does everywhere', (key) => expect(pressed(key)).toBe(false));

test('a shortcut is none of it', () => {
  expect([pressed(',', 'ctrlKey'), pressed(',', 'metaKey')]).toEqual([false, false]);
});
