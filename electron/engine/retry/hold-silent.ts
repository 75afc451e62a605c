import type { DestinationRegistry } from '../destinations/destination-registry.ts';
import { rememberedSilenceMs } from '../destinations/remembered-silence.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { Clock } from '../ports.ts';
import type { DestinationBreaker } from './destination-breaker.ts';

/** At the start: destinations whose server asked for silence are held until it is over. */
export function holdSilent(destinations: DestinationRegistry, breaker: DestinationBreaker, clock: Clock): void {
  for (const destinationId of destinations.ids()) {
    const silentMs = rememberedSilenceMs(destinations.memoryOf(destinationId), clock.now());
    if (silentMs > 0) breaker.hold(destinationId, 'server-busy', new UploadError('server-busy', { retryAfterMs: silentMs }));
  }
}
