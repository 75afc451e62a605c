import { mkdir } from 'node:fs/promises';
import { serialize } from 'node:v8';
import { watchQueueEnd } from '../../electron/desktop/after-queue/watch-queue-end.ts';
import { watchBatchEnds } from '../../electron/desktop/places/watch-batch-ends.ts';
import { watchTotals } from '../../electron/desktop/watch-totals.ts';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { createFolderEvents } from '../../electron/host/folder-events.ts';
import { systemClock } from '../../electron/host/system-clock.ts';
import { systemRandomness } from '../../electron/host/system-randomness.ts';
import { answerRequest } from '../../electron/requests/answer-request.ts';
import { createChangePublisher } from '../../electron/requests/change-publisher.ts';
import { requestHandlers } from '../../electron/requests/request-handlers.ts';
import type { RequestArguments, Requests, RequestValue } from '../../shared/contract.ts';
import type { FakeServer } from '../engine/fake-server.ts';
import { createFakeServer } from '../engine/fake-server.ts';
import { createFakeHostKeys } from '../fakes/fake-host-keys.ts';
import { fakeSettings } from '../fakes/fake-settings.ts';

/** About as long as a window takes to show what it was sent. */
const acknowledgeAfterMs = 16;

/** What runs in the main process of the app, but for Electron: the engine, what tells the window, and what answers it. */
export interface Scene {
  readonly engine: Engine;
  readonly server: FakeServer;
  /** As the window asks: checked, answered, and made into a message. Fails where the answer is an error. */
  ask<Name extends keyof Requests>(name: Name, args: RequestArguments<Name>): Promise<RequestValue<Name>>;
  close(): Promise<void>;
}

export interface SceneOptions {
  readonly dataDirectory: string;
  readonly prepare?: (server: FakeServer) => void;
}

const silentLog = { write: (): void => undefined };

export async function openScene({ dataDirectory, prepare }: SceneOptions): Promise<Scene> {
  await mkdir(dataDirectory, { recursive: true });
  const server = createFakeServer(systemClock);
  prepare?.(server);
  const engine = createEngine({
    dataDirectory,
    protocols: server.table,
    ports: {
      ...{ clock: systemClock, randomness: systemRandomness, log: silentLog, hostKeys: createFakeHostKeys() },
      secrets: { credentialsFor: async () => ({ kind: 'none' }) },
      network: { isOnline: () => true, onChange: () => () => undefined },
      folderEvents: createFolderEvents(process.platform),
    },
  });
  if (engine.destinations.list().length === 0) engine.destinations.add({ name: 'Fake', url: 'tus+http://fake.test/files/', isSaved: true });
  const publisher = createChangePublisher({
    ...{ engine, clock: systemClock, log: silentLog },
    send: (changes) => {
      serialize(changes);
      setTimeout(() => publisher.acknowledge(changes.sequence), acknowledgeAfterMs);
    },
  });
  publisher.subscribe();
  const ends = [
    watchTotals(engine, systemClock, () => undefined),
    watchQueueEnd(engine, systemClock, { onEnd: () => undefined, onWork: () => undefined }),
    watchBatchEnds(engine, () => undefined),
  ];
  const context = { engine, settings: fakeSettings(), log: silentLog, currentSequence: publisher.currentSequence };
  return {
    engine,
    server,
    ask: async (name, args) => {
      const answer = await answerRequest(requestHandlers, context, name, args);
      if (!answer.ok) throw new Error(`${name}: ${answer.error.code} ${JSON.stringify(answer.error.details)}`);
      serialize(answer);
      // The answer goes, and the next question comes, by another turn of the loop.
      await new Promise((resolve) => setImmediate(resolve));
      return answer.value as RequestValue<typeof name>;
    },
    close: async () => {
      for (const end of ends) end();
      publisher.close();
      await engine.close();
    },
  };
}
