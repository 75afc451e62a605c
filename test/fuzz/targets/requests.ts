import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerRequest } from '../../../electron/requests/answer-request.ts';
import { requestHandlers } from '../../../electron/requests/request-handlers.ts';
import { startEngine } from '../../engine/start-engine.ts';
import { fakeSettings } from '../../fakes/fake-settings.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import type { FuzzTarget } from '../parts/fuzz-target.ts';
import { nearly, oddValue } from '../parts/odd-values.ts';

/** Paths in a folder of the test, however odd: nobody walks the whole disk here. */
function tamed(args: unknown, directory: string): unknown {
  if (typeof args !== 'object' || args === null || !('paths' in args) || !Array.isArray(args.paths)) return args;
  const paths = args.paths.map((path: unknown) => (typeof path === 'string' ? join(directory, path.replaceAll('..', '_')) : path));
  return { ...args, paths };
}

/** Every request of the contract, at the real engine, with arguments of all kinds: an answer, always, and never `internal`. */
export const requestsTarget: FuzzTarget = {
  name: 'requests',
  open: async () => {
    const temporary = await temporaryDirectory();
    const source = join(temporary.path, 'source');
    mkdirSync(source);
    for (const name of ['a', 'b', 'c']) writeFileSync(join(source, name), name);
    const test = startEngine({ directory: temporary.path });
    const names = Object.keys(requestHandlers);
    const context = { engine: test.engine, settings: fakeSettings(), currentSequence: () => 1, log: { write: () => undefined } };
    return {
      runCase: async (random) => {
        const ids = [...test.files().map(({ uploadId }) => uploadId), 'u'].slice(0, 3);
        const batchId = test.engine.overview().batches[0]?.batchId ?? 'b';
        const destinationId = test.engine.destinations.list()[0]?.destinationId ?? 'd';
        const scopes = [{ kind: 'all' }, { kind: 'batch', batchId }, { kind: 'uploads', uploadIds: ids }];
        const valid: unknown[] = [
          {},
          { fromPosition: 0, limit: 10, batchId, status: 'queued' },
          { batchId },
          { paths: ['a', 'b'], destinationId, conflict: 'rename' },
          { scope: random.pick(scopes) },
          { name: 'New', url: 'put+https://host.test/in/?gantry-max-size=1M' },
          { destinationId },
        ];
        const name = random.oneIn(8) ? oddValue(random) : random.pick(names);
        const args = random.oneIn(4) ? oddValue(random) : random.oneIn(3) ? random.pick(valid) : nearly(random.pick(valid), random);
        const answer = await test.settle(answerRequest(requestHandlers, context, name, tamed(args, source)));
        if (typeof answer !== 'object' || typeof answer.ok !== 'boolean') throw new Error('no answer');
        if (!answer.ok && answer.error.code === 'internal') throw new Error(`internal: ${String(name)} ${JSON.stringify(args)}`);
        structuredClone(answer);
        if ('polluted' in {} || Object.keys(Object.prototype).length > 0) throw new Error('the prototype of all objects was changed');
      },
      close: async () => {
        await test.settle(test.engine.close());
        await temporary.remove();
      },
    };
  },
};
