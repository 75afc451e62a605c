import { expect, test } from 'vitest';
import { appPage } from '../../electron/desktop/app-origin.ts';
import type { MessageEvent } from '../../electron/desktop/own-page.ts';
import { isFromOwnPage } from '../../electron/desktop/own-page.ts';

const from = (url: string, parent: unknown = null, id = 7): MessageEvent => ({ sender: { id }, senderFrame: { url, parent } });

test('our page in the main frame of our window is listened to', () => {
  expect(isFromOwnPage(from(appPage), 7)).toBe(true);
  expect(isFromOwnPage(from('gantry-app://window/'), 7)).toBe(true);
});

test.each([
  ['another window', from(appPage, null, 8), 7],
  ['no window', from(appPage), null],
  ['a frame inside of the page', from(appPage, {}), 7],
  ['a frame that is gone', { sender: { id: 7 }, senderFrame: null }, 7],
  ['a web page', from('https://window/index.html'), 7],
  ['a file', from('file:///index.html'), 7],
  ['another host of our scheme', from('gantry-app://other/index.html'), 7],
  ['a development server', from('http://localhost:5173/'), 7],
  ['an empty page', from('about:blank'), 7],
  ['nonsense', from(''), 7],
] as const)('%s is not', (_case, event, windowId) => {
  expect(isFromOwnPage(event, windowId)).toBe(false);
});

test('a frame that throws because it was disposed of is not either', () => {
  const event: MessageEvent = {
    sender: { id: 7 },
    senderFrame: {
      parent: null,
      get url(): string {
        throw new Error('Render frame was disposed');
      },
    },
  };
  expect(isFromOwnPage(event, 7)).toBe(false);
});
