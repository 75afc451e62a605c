import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../../electron/engine/create-engine.ts';
import type { Engine } from '../../../electron/engine/engine.ts';
import type { HostKeys } from '../../../electron/engine/ports.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';
import { systemRandomness } from '../../../electron/host/system-randomness.ts';
import { createFakeHostKeys } from '../../fakes/fake-host-keys.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { waitUntil } from '../../servers/parts/wait-until.ts';
import type { Sshd } from '../../servers/start-sshd.ts';
import { startSshd } from '../../servers/start-sshd.ts';

describe.skipIf(!hasProgram('sshd'))(`the host key of an address that is not saved ${missingProgram('sshd') ?? ''}`, () => {
  let server: Sshd;
  let other: Sshd;
  let home: Awaited<ReturnType<typeof temporaryDirectory>>;
  const open: Engine[] = [];
  beforeAll(async () => {
    [server, other] = await Promise.all([startSshd(), startSshd()]);
    home = await temporaryDirectory();
  });
  afterAll(async () => {
    for (const engine of open) await engine.close();
    await server.close();
    await other.close();
    await home.remove();
  });

  function begin(): { readonly engine: Engine; readonly hostKeys: HostKeys } {
    const hostKeys = createFakeHostKeys();
    const engine = createEngine({
      dataDirectory: join(home.path, `data-${open.length}`),
      ports: {
        clock: systemClock,
        randomness: systemRandomness,
        log: { write: () => undefined },
        hostKeys,
        secrets: { credentialsFor: async () => server.credentials },
        network: { isOnline: () => true, onChange: () => () => undefined },
      },
    });
    open.push(engine);
    return { engine, hostKeys };
  }
  const known = (hostKeys: HostKeys) => hostKeys.find('127.0.0.1', Number(new URL(server.url).port));

  it('is kept only once the address is saved, and then it is the one that was tested', async () => {
    const { engine, hostKeys } = begin();
    expect(await engine.destinations.testAddress(server.url, {}, null)).toMatchObject({ ok: true });
    expect(await known(hostKeys)).toEqual([]);
    engine.destinations.add({ name: 'Box', url: server.url, isSaved: true });
    await waitUntil('it is kept', async () => (await known(hostKeys)).length > 0);
    const [key] = await known(hostKeys);
    expect(`${key?.algorithm} ${key?.key}`).toBe(server.hostKey);
  });

  it('is trusted by its fingerprint where another was known', async () => {
    const { engine, hostKeys } = begin();
    const [algorithm = '', key = ''] = other.hostKey.split(' ');
    await hostKeys.remember('127.0.0.1', Number(new URL(server.url).port), { algorithm, key });
    expect(await engine.destinations.testAddress(server.url, {}, null)).toMatchObject({ ok: false, error: { code: 'host-key-changed' } });
    const { presented, known: before } = await engine.destinations.trustAddress(server.url, null);
    expect(before).toHaveLength(1);
    await expect(engine.destinations.trustAddress(server.url, before[0] ?? '')).rejects.toMatchObject({ code: 'host-key-changed' });
    expect(await engine.destinations.testAddress(server.url, {}, null)).toMatchObject({ ok: false });
    await engine.destinations.trustAddress(server.url, presented);
    expect(await engine.destinations.testAddress(server.url, {}, null)).toMatchObject({ ok: true });
    expect((await known(hostKeys)).map((one) => `${one.algorithm} ${one.key}`)).toEqual([server.hostKey]);
    expect(engine.destinations.list()).toEqual([]);
  });
});
