import type { Protocol, ProtocolOptions } from '../../electron/engine/protocols/protocol.ts';
import type { ProtocolTable } from '../../electron/engine/protocols/registry.ts';
import type { DestinationId } from '../../shared/ids.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { createFakeServer } from './fake-server.ts';
import type { EngineUnderTest } from './start-engine.ts';
import { tableOf } from './table-of.ts';
import type { EngineFixture } from './use-engine.ts';

export interface TwoPlaces {
  readonly test: EngineUnderTest;
  /** Who was asked for what: `transfer old.test a`, `discard old.test`. */
  readonly asked: string[];
  readonly elsewhere: DestinationId;
  readonly protocols: ProtocolTable;
}

/** An engine with two destinations, of which the first one is chosen. */
export function startAtTwoPlaces(fixture: EngineFixture): TwoPlaces {
  const clock = createFakeClock();
  const server = createFakeServer(clock);
  const asked: string[] = [];
  const create = (options: ProtocolOptions): Protocol => {
    const inner = server.table.tus.create(options);
    return {
      ...inner,
      transfer: (request) => {
        asked.push(`transfer ${options.url.hostname} ${request.target.relativePath} ${request.checkpoint === null ? 'anew' : 'on'}`);
        return inner.transfer(request);
      },
      discard: (checkpoint, signal) => {
        asked.push(`discard ${options.url.hostname}`);
        return inner.discard(checkpoint, signal);
      },
    };
  };
  const protocols = tableOf(create);
  const test = fixture.start({ clock, server, protocols });
  const old = test.engine.destinations.list()[0]?.destinationId as DestinationId;
  const { destinationId } = test.engine.destinations.add({ name: 'Elsewhere', url: 'tus+http://new.test/files/', isSaved: true });
  test.engine.destinations.choose(old);
  return { test, asked, elsewhere: destinationId, protocols };
}
