import { afterEach, beforeEach } from 'vitest';
import { DestinationRegistry } from '../../../electron/engine/destinations/destination-registry.ts';
import type { Ports } from '../../../electron/engine/ports.ts';
import type { ProtocolOptions } from '../../../electron/engine/protocols/protocol.ts';
import { createDestinationStore } from '../../../electron/engine/storage/destination-store.ts';
import type { DestinationSecret } from '../../../shared/destination-secret.ts';
import { secretFields } from '../../../shared/destination-secret.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { createFakeHostKeys } from '../../fakes/fake-host-keys.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { createFakeServer } from '../fake-server.ts';
import type { TestQueue } from '../queue/open-test-queue.ts';
import { openTestQueue } from '../queue/open-test-queue.ts';

/** Registries on one database for each test of the file, with a server and a keeper of secrets that a test can look into. */
export function useRegistry() {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let queue: TestQueue;
  const clock = createFakeClock();
  const server = createFakeServer(clock);
  let made: ProtocolOptions[] = [];
  let moving: DestinationId[] = [];
  let mended: DestinationId[] = [];
  const kept = new Map<DestinationId, DestinationSecret>();

  beforeEach(async () => {
    directory = await temporaryDirectory();
    queue = openTestQueue(directory.path, clock);
    queue.database.exec('DELETE FROM destinations');
    made = [];
    moving = [];
    mended = [];
    kept.clear();
  });
  afterEach(async () => {
    queue.close();
    await directory.remove();
  });

  let uuids = 0;
  function open(builtInDestinationUrl: string | null = null): DestinationRegistry {
    const uuid = (): string => {
      uuids += 1;
      return `id-${uuids}`;
    };
    const ports: Ports = {
      clock,
      randomness: { fraction: () => 0, uuid },
      log: { write: () => undefined },
      hostKeys: createFakeHostKeys(),
      secrets: {
        credentialsFor: async ({ user, typed, destinationId }) => ({
          kind: 'basic',
          user: user ?? '',
          password: typed.password ?? kept.get(destinationId)?.password ?? 'secret',
        }),
        keeper: {
          keeping: 'session',
          fieldsOf: (destinationId) => secretFields.filter((field) => kept.get(destinationId)?.[field] !== undefined),
          save: (destinationId, secret) => void kept.set(destinationId, secret),
          copy: (from, to) => void kept.set(to, kept.get(from) ?? {}),
          remove: (destinationId) => void kept.delete(destinationId),
        },
      },
      network: { isOnline: () => true, onChange: () => () => undefined },
    };
    const create = (options: ProtocolOptions) => {
      made.push(options);
      return server.table.tus.create(options);
    };
    return new DestinationRegistry({
      store: createDestinationStore(queue.database),
      ports,
      builtInDestinationUrl,
      protocols: { ...server.table, tus: { create, isResumable: true } },
      stallTimeoutMs: 1,
      concurrency: 6,
      silentForMs: () => 0,
      onMoving: async (destinationId, change) => {
        moving.push(destinationId);
        change();
      },
      onMended: (destinationId) => mended.push(destinationId),
    });
  }

  return {
    server,
    clock,
    kept,
    open,
    queue: () => queue.queue,
    made: () => made,
    moving: () => moving,
    mended: () => mended,
  };
}
