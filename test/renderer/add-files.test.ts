import { describe, expect, it, vi } from 'vitest';
import { addFiles } from '../../renderer/store/add-actions.ts';
import { windowStore } from '../../renderer/store/store.ts';

const asked = vi.hoisted(() => [] as unknown[]);
vi.mock('../../renderer/engine-client.ts', () => ({
  engineClient: () => ({
    request: async (_name: string, args: unknown) => {
      asked.push(args);
      return { batchId: null, added: 1, refusals: [{ path: '/gone.txt', code: 'source-missing', details: { path: '/gone.txt' } }] };
    },
    pathsOf: () => ({ paths: ['/here.txt', '/gone.txt'], namesWithoutPath: ['picture of a page.png'] }),
  }),
}));

describe('addFiles', () => {
  it('adds what has a path, and names what has none with what the engine refused', async () => {
    addFiles([]);
    await vi.waitFor(() => expect(windowStore.getState().addReport).not.toBeNull());
    expect(asked).toEqual([{ paths: ['/here.txt', '/gone.txt'], conflict: 'ask' }]);
    expect(windowStore.getState().addReport?.refusals.map(({ path, code }) => [path, code])).toEqual([
      ['picture of a page.png', 'nothing-given'],
      ['/gone.txt', 'source-missing'],
    ]);
  });
});
