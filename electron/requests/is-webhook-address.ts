import { isLoopbackHost } from '../../shared/is-loopback-host.ts';
import { plainAddressOf } from './plain-address.ts';

/** Whether a webhook may be called there: by https, or by http on this computer, so that nobody on the way reads it. */
export function isWebhookAddress(text: string): boolean {
  const url = plainAddressOf(text);
  return url !== null && (url.protocol === 'https:' || isLoopbackHost(url.hostname));
}
