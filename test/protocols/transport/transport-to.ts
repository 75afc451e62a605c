import type { HttpTransportOptions } from '../../../electron/engine/protocols/transport/http-transport.ts';
import { HttpTransport } from '../../../electron/engine/protocols/transport/http-transport.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';

/** A transport on a clock that stands still, so that nothing stalls unless a test says so. */
export function transportTo(url: string, options: Partial<HttpTransportOptions> = {}) {
  const clock = createFakeClock();
  const transport = new HttpTransport({
    url: new URL(url),
    concurrency: 4,
    stallTimeoutMs: 30_000,
    clock,
    credentials: async () => ({ kind: 'none' }),
    ...options,
  });
  return { transport, clock };
}
