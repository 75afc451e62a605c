import { describe, expect, it } from 'vitest';
import type { DestinationSecret } from '../../../shared/destination-secret.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import { savedDestination as saved, tusAt as tus } from './saved-destination.ts';
import { useRegistry } from './use-registry.ts';

const { open, kept, made, moving, mended } = useRegistry();

describe('a destination that is edited', () => {
  it('gets another name, and keeps everything else', async () => {
    const registry = open();
    registry.add(saved('Two'));
    const { destinationId } = registry.add(saved('One'));
    const protocol = registry.protocolFor(destinationId);
    expect(await registry.update(destinationId, { name: ' Attic ' })).toMatchObject({ name: 'Attic', url: tus('one.test') });
    expect(registry.protocolFor(destinationId)).toBe(protocol);
    expect(moving()).toEqual([]);
    await expect(registry.update(destinationId, { name: 'tWO' })).rejects.toMatchObject({ code: 'destination-invalid' });
    await expect(registry.update(destinationId, { name: 'ATTIC' })).resolves.toMatchObject({ name: 'ATTIC' });
  });

  it('gets another address: new connections, nothing remembered of the old host, its secret forgotten, its files told', async () => {
    const registry = open();
    const { destinationId } = registry.add(saved('One'));
    registry.saveSecret(destinationId, { token: 'abcd' });
    registry.protocolFor(destinationId);
    made()[0]?.memory.write('ceiling', 1_000);
    const updated = await registry.update(destinationId, { url: 'put+https://two.test/in/' });
    expect(updated).toMatchObject({ kind: 'put', url: 'put+https://two.test/in/', savedSecrets: [] });
    expect([moving(), mended().at(-1)]).toEqual([[destinationId], destinationId]);
    expect(registry.memoryOf(destinationId).read('ceiling')).toBeNull();
    expect(open().get(destinationId)).toEqual(updated);
  });

  it('keeps its secret for another path of the same server, and for the same host over https', async () => {
    const registry = open();
    const { destinationId } = registry.add(saved('One', 'tus+http://one.test/files/'));
    registry.saveSecret(destinationId, { token: 'abcd' });
    expect(await registry.update(destinationId, { url: 'tus+http://one.test/other/' })).toMatchObject({ savedSecrets: ['token'] });
    expect(await registry.update(destinationId, { url: 'tus+https://one.test/other/' })).toMatchObject({ savedSecrets: ['token'] });
    // Back to the clear is not what it was given for.
    expect(await registry.update(destinationId, { url: 'tus+http://one.test/other/' })).toMatchObject({ savedSecrets: [] });
  });

  it('with only an option of Gantry changed, leaves its files where they are', async () => {
    const registry = open();
    const { destinationId } = registry.add(saved('One'));
    const before = registry.protocolFor(destinationId);
    before.suspectConnections();
    await registry.update(destinationId, { url: `${tus('one.test')}?gantry-max-size=5` });
    expect(moving()).toEqual([]);
    expect(registry.protocolFor(destinationId)).not.toBe(before);
    expect(registry.filtersOf(destinationId).maxFileSizeBytes).toBe(5);
  });

  it('stays as it was when the new address is none', async () => {
    const registry = open();
    const { destinationId } = registry.add(saved('One'));
    await expect(registry.update(destinationId, { name: 'New', url: 'nowhere' })).rejects.toMatchObject({ code: 'destination-invalid' });
    expect(registry.get(destinationId)).toMatchObject({ name: 'One', url: tus('one.test') });
  });

  it('is copied under the next free name, with its secret, and not chosen for that', () => {
    const registry = open();
    const { destinationId } = registry.add(saved('Archive'));
    registry.saveSecret(destinationId, { token: 'abcd' });
    expect(registry.duplicate(destinationId)).toMatchObject({ name: 'Archive 2', savedSecrets: ['token'], isDefault: false });
    const third = registry.duplicate(destinationId);
    expect(third.name).toBe('Archive 3');
    expect(registry.duplicate(third.destinationId).name).toBe('Archive 4');
    expect(registry.chosen()?.name).toBe('Archive');
  });

  it('takes its secret with it when it is deleted', async () => {
    const registry = open();
    const { destinationId } = registry.add(saved('One'));
    registry.saveSecret(destinationId, { token: 'abcd' });
    expect(mended()).toEqual([destinationId]);
    await registry.remove(destinationId);
    expect([...kept]).toEqual([]);
  });
});

describe('an address that nobody saved', () => {
  it('is tested with what is typed, and with what is kept for the same server alone', async () => {
    const registry = open();
    const { destinationId } = registry.add(saved('One', 'tus+https://ann@one.test/files/'));
    registry.saveSecret(destinationId, { password: 'kept' });
    const used = async (url: string, secret: DestinationSecret, likeId: DestinationId | null) => {
      expect(await registry.testAddress(url, secret, likeId)).toMatchObject({ ok: true });
      return await made().at(-1)?.credentials();
    };
    expect(await used('tus+https://ann@one.test/b/', {}, destinationId)).toMatchObject({ password: 'kept' });
    expect(await used('tus+https://ann@one.test/b/', { password: 'typed' }, destinationId)).toMatchObject({ password: 'typed' });
    expect(await used('tus+https://ann@evil.test/b/', {}, destinationId)).toMatchObject({ password: 'secret' });
    expect(await used('tus+https://ann@one.test/b/', {}, null)).toMatchObject({ password: 'secret' });
    expect(registry.list()).toHaveLength(1);
    expect(await registry.testAddress('nowhere', {}, null)).toMatchObject({ ok: false, error: { code: 'destination-invalid' } });
  });
});
