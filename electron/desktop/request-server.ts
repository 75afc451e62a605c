import type { Answer } from '../../shared/contract.ts';
import type { Log } from '../engine/ports.ts';
import { bridgeChannels } from './bridge-channels.ts';
import type { MessageEvent } from './own-page.ts';

/** The part of Electron's `ipcMain` that is used here. */
export interface MessagePort {
  handle(channel: string, listener: (event: MessageEvent, ...values: unknown[]) => Promise<unknown>): void;
  on(channel: string, listener: (event: MessageEvent, ...values: unknown[]) => void): unknown;
}

export interface RequestServerOptions {
  readonly ipc: MessagePort;
  readonly log: Log;
  isTrusted(event: MessageEvent): boolean;
  answer(name: unknown, args: unknown): Promise<Answer<unknown>>;
  onSubscribe(): void;
  onAcknowledge(sequence: number): void;
}

/** Stands at the border: looks at who sends before anything else is looked at, and hands on only what comes from our own page. */
export function serveRequests(options: RequestServerOptions): void {
  const { ipc, log, isTrusted } = options;

  const isRefused = (event: MessageEvent, channel: string): boolean => {
    if (isTrusted(event)) return false;
    log.write('warn', 'sender-refused', { channel });
    return true;
  };

  ipc.handle(bridgeChannels.request, async (event, name, args): Promise<Answer<unknown>> => {
    if (isRefused(event, bridgeChannels.request)) {
      return { ok: false, error: { code: 'bad-request', details: { reason: 'sender' } } };
    }
    return options.answer(name, args);
  });
  ipc.on(bridgeChannels.subscribe, (event) => {
    if (!isRefused(event, bridgeChannels.subscribe)) options.onSubscribe();
  });
  ipc.on(bridgeChannels.acknowledge, (event, sequence) => {
    if (!isRefused(event, bridgeChannels.acknowledge) && Number.isSafeInteger(sequence)) options.onAcknowledge(Number(sequence));
  });
}
