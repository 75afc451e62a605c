import { expect, test, vi } from 'vitest';
import { bridgeChannels } from '../../electron/desktop/bridge-channels.ts';
import type { MessageEvent } from '../../electron/desktop/own-page.ts';
import type { MessagePort } from '../../electron/desktop/request-server.ts';
import { serveRequests } from '../../electron/desktop/request-server.ts';
import { createHeardLog } from './silent-log.ts';

const trusted: MessageEvent = { sender: { id: 1 }, senderFrame: null };
const stranger: MessageEvent = { sender: { id: 2 }, senderFrame: null };

function setUp() {
  const listeners = new Map<string, (event: MessageEvent, ...values: unknown[]) => unknown>();
  const ipc: MessagePort = {
    handle: (channel, listener) => {
      listeners.set(channel, listener);
    },
    on: (channel, listener) => listeners.set(channel, listener),
  };
  const log = createHeardLog();
  const answer = vi.fn(async (name: unknown, args: unknown) => ({ ok: true, value: [name, args] }) as const);
  const onSubscribe = vi.fn();
  const onAcknowledge = vi.fn();
  serveRequests({ ipc, log, isTrusted: (event) => event === trusted, answer, onSubscribe, onAcknowledge });
  const send = (channel: string, event: MessageEvent, ...values: unknown[]): unknown => listeners.get(channel)?.(event, ...values);
  return { send, log, answer, onSubscribe, onAcknowledge };
}

test('what our page sends is handed on', async () => {
  const { send, answer, onSubscribe, onAcknowledge } = setUp();
  expect(await send(bridgeChannels.request, trusted, 'pause', { a: 1 })).toEqual({ ok: true, value: ['pause', { a: 1 }] });
  send(bridgeChannels.subscribe, trusted);
  send(bridgeChannels.acknowledge, trusted, 12);
  expect(answer).toHaveBeenCalledTimes(1);
  expect(onSubscribe).toHaveBeenCalledTimes(1);
  expect(onAcknowledge).toHaveBeenCalledWith(12);
});

test('what anybody else sends is refused before it is looked at, and written down', async () => {
  const { send, log, answer, onSubscribe, onAcknowledge } = setUp();
  expect(await send(bridgeChannels.request, stranger, 'pause', {})).toEqual({
    ok: false,
    error: { code: 'bad-request', details: { reason: 'sender' } },
  });
  send(bridgeChannels.subscribe, stranger);
  send(bridgeChannels.acknowledge, stranger, 12);
  for (const listener of [answer, onSubscribe, onAcknowledge]) expect(listener).not.toHaveBeenCalled();
  expect(log.heard).toEqual(Array.from({ length: 3 }, () => ['warn', 'sender-refused']));
});

test.each([undefined, null, '12', Number.NaN, 1.5, {}])('%o acknowledges nothing', (sequence) => {
  const { send, onAcknowledge } = setUp();
  send(bridgeChannels.acknowledge, trusted, sequence);
  expect(onAcknowledge).not.toHaveBeenCalled();
});
