import type { DestinationRegistry } from '../destinations/destination-registry.ts';
import type { Log } from '../ports.ts';
import type { Queue } from '../queue/queue.ts';
import type { Scheduler } from '../queue/scheduler.ts';
import { Standstill } from '../queue/standstill.ts';
import type { DestinationBreaker } from '../retry/destination-breaker.ts';
import type { ConflictDesk } from './conflict-desk.ts';
import { createConflictDesk } from './conflict-desk.ts';
import { Preflight } from './preflight.ts';

export interface ConflictParts {
  readonly queue: Queue;
  readonly breaker: DestinationBreaker;
  readonly destinations: Pick<DestinationRegistry, 'protocolFor' | 'rememberConflict'>;
  readonly log: Log;
  readonly scheduler: Scheduler;
}

export interface Conflicts {
  readonly preflight: Preflight;
  readonly conflictDesk: ConflictDesk;
  /** While it lasts nothing is asked, and nothing sent. */
  readonly standstill: Standstill;
}

/** What looks for names that are taken, and where a person decides about them. */
export function createConflicts({ queue, breaker, destinations, log, scheduler }: ConflictParts): Conflicts {
  const onReady: Scheduler['takeIn'] = (records) => scheduler.takeIn(records);
  const preflight = new Preflight({ queue, breaker, protocolFor: (id) => destinations.protocolFor(id), log, onReady });
  return {
    preflight,
    conflictDesk: createConflictDesk({ queue, remember: (id, policy) => destinations.rememberConflict(id, policy), onReady }),
    standstill: new Standstill(
      async () => void (await Promise.all([preflight.halt(), scheduler.halt()])),
      () => {
        scheduler.goOn();
        preflight.goOn();
      },
    ),
  };
}
