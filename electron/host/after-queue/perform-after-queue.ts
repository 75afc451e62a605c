import type { AfterQueueAction, AfterQueueSettings } from '../../../shared/settings.ts';
import { isWebhookAddress } from '../../requests/is-webhook-address.ts';
import { powerCommand } from './power-command.ts';
import type { QueueEnd } from './queue-end.ts';

const webhookTimeoutMs = 15_000;

export interface PerformOptions {
  readonly platform: NodeJS.Platform;
  now(): number;
  beep(): void;
  quit(): void;
  /** The host's own way to the network, with its proxies. */
  fetch(url: string, request: RequestInit): Promise<{ readonly status: number }>;
  /** Starts a program without a shell and without waiting for its end. Rejects where it cannot be started. */
  start(program: string, words: readonly string[]): Promise<void>;
}

/** Carries out what is done after the queue. Rejects where that does not work. */
export async function performAfterQueue(
  options: PerformOptions,
  action: AfterQueueAction,
  { program, programArguments, webhookUrl }: AfterQueueSettings,
  end: QueueEnd,
): Promise<void> {
  switch (action) {
    case 'nothing':
      return;
    case 'sound':
      return options.beep();
    case 'quit':
      return options.quit();
    case 'command':
      if (program !== null) await options.start(program, programArguments);
      return;
    case 'webhook':
      if (webhookUrl !== null) await callWebhook(options, webhookUrl, end);
      return;
    case 'sleep':
    case 'shut-down': {
      const [own, ...words] = powerCommand(options.platform, action, process.env['SystemRoot']);
      return await options.start(own, words);
    }
  }
}

/** One `batch_progress` for each batch that was worked on, as `--json` prints it. */
async function callWebhook({ fetch, now }: PerformOptions, url: string, { batches }: QueueEnd): Promise<void> {
  // Looked at once more at the moment of use: what is told is told to nobody on the way.
  if (!isWebhookAddress(url)) throw new Error('not an address for a webhook');
  for (const payload of batches) {
    const { status } = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'Gantry' },
      body: JSON.stringify({ action: 'batch_progress', payload, timestamp: new Date(now()).toISOString() }),
      redirect: 'error',
      credentials: 'omit',
      signal: AbortSignal.timeout(webhookTimeoutMs),
    });
    if (status < 200 || status > 299) throw new Error(`the webhook answered ${status}`);
  }
}
