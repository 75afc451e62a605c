import { describe, expect, it } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { builtInName } from '../../../shared/built-in-name.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import { batchOf } from '../queue/record-of.ts';
import { savedDestination as saved, tusAt as tus } from './saved-destination.ts';
import { useRegistry } from './use-registry.ts';

const { open, server, clock, queue, made } = useRegistry();

describe('the destinations', () => {
  it('are remembered, the last one added chosen', () => {
    const registry = open();
    registry.add(saved('One'));
    registry.add({ ...saved(' Two ', tus('two.test')), isSaved: true });
    expect(registry.list().map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['One', false],
      ['Two', true],
    ]);
    expect(open().list()).toEqual(registry.list());
    expect(open().chosen()?.name).toBe('Two');
  });

  it('have one chosen among them, always', () => {
    const registry = open();
    const one = registry.add(saved('One'));
    registry.add(saved('Two'));
    registry.choose(one.destinationId);
    expect(registry.list().filter(({ isDefault }) => isDefault)).toHaveLength(1);
    expect(open().chosen()?.name).toBe('One');
  });

  it.each([
    ['an empty name', saved('  ', tus('x.test')), 'destination-invalid'],
    ['a name that is taken', saved('ONE', tus('x.test')), 'destination-invalid'],
    ['no address', saved('X', 'nowhere'), 'destination-invalid'],
  ])('refuse %s', (_words, request, code) => {
    const registry = open();
    registry.add(saved('One'));
    expect(() => registry.add(request)).toThrow(expect.objectContaining({ code }));
    expect(registry.list()).toHaveLength(1);
  });

  it('are found by their name, then by its letters, then by their address', () => {
    const registry = open();
    registry.add(saved('One'));
    registry.add({ name: '', url: tus('unsaved.test'), isSaved: false });
    expect(registry.find('One')?.name).toBe('One');
    expect(registry.find('oNE')?.name).toBe('One');
    expect(registry.find(tus('unsaved.test'))?.url).toBe(tus('unsaved.test'));
    expect(registry.find('Two')).toBeNull();
    expect(registry.list()).toHaveLength(1);
  });

  it('when removed are gone, and the choice goes to another', async () => {
    const registry = open();
    registry.add(saved('One'));
    const two = registry.add(saved('Two'));
    await registry.remove(two.destinationId);
    expect(registry.list().map(({ name, isDefault }) => [name, isDefault])).toEqual([['One', true]]);
    expect(() => registry.get(two.destinationId)).toThrow(expect.objectContaining({ code: 'destination-unknown' }));
    await expect(registry.remove(two.destinationId)).rejects.toMatchObject({ code: 'destination-unknown' });
  });

  it('when removed with files of the list stay for these, with their connections', async () => {
    const registry = open();
    const { destinationId } = registry.add(saved('One'));
    const protocol = registry.protocolFor(destinationId);
    queue().addBatch(batchOf(1, { destinationId }), []);
    const closed = server.closedInstances;
    await registry.remove(destinationId);
    expect([registry.list(), registry.find('One')]).toEqual([[], null]);
    expect(registry.protocolFor(destinationId)).toBe(protocol);
    expect([registry.nameOf(destinationId), server.closedInstances]).toEqual(['One', closed]);
  });

  it('when removed are gone also while files that left the list still have their rows', async () => {
    const registry = open();
    const { destinationId } = registry.add(saved('One'));
    const batch = batchOf(1, { destinationId });
    queue().addBatch(batch, ['/a']);
    queue().removeBatches([batch]);
    await registry.remove(destinationId);
    expect(() => registry.get(destinationId)).toThrow(expect.objectContaining({ code: 'destination-unknown' }));
    expect(open().list()).toEqual([]);
  });

  it('keep one protocol each, and what it remembers', () => {
    const registry = open();
    const { destinationId } = registry.add(saved('One'));
    expect(registry.protocolFor(destinationId)).toBe(registry.protocolFor(destinationId));
    expect(made()).toHaveLength(1);
    made()[0]?.memory.write('ceiling', 1_000);
    expect(made()[0]?.memory.read('ceiling')).toBe(1_000);
    open().protocolFor(destinationId);
    expect(made()[1]?.memory.read('ceiling')).toBe(1_000);
    registry.close();
    registry.protocolFor(destinationId);
    expect(made()).toHaveLength(3);
  });

  it('ask for secrets at the moment of use, with the user of the address and without the address itself', async () => {
    const registry = open();
    const { destinationId, url } = registry.add({ name: 'One', url: 'tus+https://ann@one.test/files/', isSaved: true });
    registry.protocolFor(destinationId);
    expect(await made()[0]?.credentials()).toEqual({ kind: 'basic', user: 'ann', password: 'secret' });
    expect(made()[0]?.url.href).toBe('https://one.test/files/');
    expect(url).toBe('tus+https://ann@one.test/files/');
  });
});

describe('the destination of this computer', () => {
  it('is always there, keeps its identity when its port changes, and cannot be removed', async () => {
    const [first] = open('tus+http://127.0.0.1:1111/files/').list();
    const registry = open('tus+http://127.0.0.1:2222/files/');
    const [second] = registry.list();
    expect(second).toMatchObject({ name: builtInName, isBuiltIn: true, isDefault: true, url: '' });
    expect(second?.destinationId).toBe(first?.destinationId);
    registry.protocolFor(second?.destinationId as DestinationId);
    expect(made()[0]?.url.port).toBe('2222');
    const id = second?.destinationId as DestinationId;
    await expect(registry.remove(id)).rejects.toMatchObject({ code: 'not-possible-now' });
    await expect(registry.update(id, { name: 'Mine' })).rejects.toMatchObject({ code: 'not-possible-now' });
    expect(() => registry.duplicate(id)).toThrow(expect.objectContaining({ code: 'not-possible-now' }));
    expect(() => registry.saveSecret(id, { token: 'abcd' })).toThrow(expect.objectContaining({ code: 'not-possible-now' }));
  });

  it('does not take the choice from another', () => {
    open().add(saved('One'));
    expect(open('tus+http://127.0.0.1:1/files/').chosen()?.name).toBe('One');
  });
});

describe('probing', () => {
  it('answers what was found out, and remembers the largest file for the filters', async () => {
    const registry = open();
    const { destinationId } = registry.add(saved('One', `${tus('one.test')}?gantry-max-size=5000&gantry-accept=jpg`));
    expect(registry.filtersOf(destinationId).acceptedExtensions).toEqual(['jpg']);
    const before = registry.filtersOf(destinationId).maxFileSizeBytes ?? 0;
    server.onProbe = async () => ({ isResumable: true, maxFileSizeBytes: 1_000, serverName: 'x' });
    expect(await registry.test(destinationId)).toEqual({ ok: true, isResumable: true, maxFileSizeBytes: 1_000, serverName: 'x' });
    expect(before).toBeGreaterThan(1_000);
    expect(open().filtersOf(destinationId).maxFileSizeBytes).toBe(1_000);
  });

  it('answers an error in words, and does not wait for ever', async () => {
    const registry = open();
    const { destinationId } = registry.add(saved('One'));
    const timers = clock.pendingTimers();
    server.onProbe = () => Promise.reject(new UploadError('sign-in-refused', { details: { host: 'one.test' } }));
    expect(await registry.test(destinationId)).toEqual({ ok: false, error: { code: 'sign-in-refused', details: { host: 'one.test' } } });
    await expect(registry.test('none' as DestinationId)).resolves.toMatchObject({ ok: false, error: { code: 'destination-unknown' } });
    expect(clock.pendingTimers()).toBe(timers);
  });
});
