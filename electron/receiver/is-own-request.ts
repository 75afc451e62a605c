import type { IncomingMessage } from 'node:http';
import { isLoopbackHost } from '../../shared/is-loopback-host.ts';

/**
 * False for what a web page could send: browsers put an Origin on it, and a page that had its own name pointed at this machine
 * (DNS rebinding) sends that name as Host. The port does not matter: a name is what such a page cannot hide.
 */
export function isOwnRequest(request: IncomingMessage): boolean {
  const { host, origin } = request.headers;
  return origin === undefined && host !== undefined && isLoopbackHost(host.replace(/:\d+$/, ''));
}
