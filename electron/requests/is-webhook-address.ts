import { plainAddressOf } from './plain-address.ts';

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a webhook may be called there: by https, or by http on this computer, so that nobody on the way reads it. */
export function isWebhookAddress(text: string): boolean {
  const url = plainAddressOf(text);
  return url !== null && (url.protocol === 'https:' || loopback.test(url.hostname));
}
