import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../../../electron/engine/create-engine.ts';
import type { Credentials } from '../../../electron/engine/ports.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';
import { systemRandomness } from '../../../electron/host/system-randomness.ts';
import { createFakeHostKeys } from '../../fakes/fake-host-keys.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { startFormReceiver } from '../../servers/start-form-receiver.ts';
import { startPutRecorder } from '../../servers/start-put-recorder.ts';
import { fileOf } from '../file-of.ts';

const basic = (password: string) => `Basic ${Buffer.from(`ada:${password}`).toString('base64')}`;

/** A server that takes only `Authorization: wanted`. */
async function guarded(kind: 'put' | 'post', wanted: string): Promise<string> {
  const answer = ({ headers }: { readonly headers: { readonly authorization?: string | undefined } }) =>
    headers.authorization === wanted ? undefined : { status: 401 };
  const server = kind === 'put' ? await startPutRecorder({ answer }) : await startFormReceiver({ answer });
  onTestFinished(() => server.close());
  return server.url;
}

describe('a secret that ran out', () => {
  it.each<['put' | 'post', Credentials, Credentials, string]>([
    ['put', { kind: 'bearer', token: 'old' }, { kind: 'bearer', token: 'new' }, 'Bearer new'],
    ['post', { kind: 'bearer', token: 'old' }, { kind: 'bearer', token: 'new' }, 'Bearer new'],
    ['put', { kind: 'basic', user: 'ada', password: 'old' }, { kind: 'basic', user: 'ada', password: 'new' }, basic('new')],
    ['post', { kind: 'none' }, { kind: 'basic', user: 'ada', password: 'new' }, basic('new')],
  ])('holds a %s destination, and once renewed the files go on without having lost an attempt', async (kind, before, after, wanted) => {
    const url = await guarded(kind, wanted);
    const home = await temporaryDirectory();
    onTestFinished(() => home.remove());
    let secret = before;
    const engine = createEngine({
      dataDirectory: home.path,
      ports: {
        clock: systemClock,
        randomness: systemRandomness,
        log: { write: () => undefined },
        hostKeys: createFakeHostKeys(),
        secrets: { credentialsFor: async () => secret },
        network: { isOnline: () => true, onChange: () => () => undefined },
      },
    });
    onTestFinished(() => engine.close());
    const { destinationId } = engine.destinations.add({ name: 'Guarded', url: `${kind}+${url}`, isSaved: true });
    await engine.add({ paths: [(await fileOf(1_000)).path], destinationId });
    await expect.poll(() => engine.totals().held.map(({ reason }) => reason)).toEqual(['sign-in']);
    secret = after;
    await engine.resume({ kind: 'all' });
    await engine.whenIdle();
    expect(engine.listUploads({ fromPosition: 0, limit: 9 }).uploads).toMatchObject([{ status: 'completed', attempt: 1 }]);
  });
});
