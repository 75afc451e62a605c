import type { ProtocolOptions } from '../protocol.ts';
import type { HttpTransportOptions } from './http-transport.ts';
import { HttpTransport } from './http-transport.ts';

/** A transport to a destination as its protocol was told of it, so that none forgets the proxy or the sign-in; `more` is the protocol's own. */
export function transportFor(options: ProtocolOptions, more: Pick<HttpTransportOptions, 'authorize' | 'extras'> = {}): HttpTransport {
  const { url, credentials, concurrency, stallTimeoutMs, ports } = options;
  return new HttpTransport({ url, credentials, concurrency, stallTimeoutMs, clock: ports.clock, outbound: ports.outbound, ...more });
}
