import { isLoopbackHost } from '../../../shared/is-loopback-host.ts';

/** This computer itself, which no proxy of another one reaches. */
export function isLoopback({ hostname }: URL): boolean {
  return isLoopbackHost(hostname) || hostname.toLowerCase().endsWith('.localhost');
}
