import { describe, expect, it } from 'vitest';
import { protocolTo } from '../protocol-to.ts';
import { scriptedTus } from './scripted-tus.ts';

const signal = new AbortController().signal;
const known = { protocol: 'tus', uploadPath: '/files/1', expiresAt: null };

describe('discarding a tus upload', () => {
  it('ends it at the server', async () => {
    const tus = await scriptedTus();
    tus.uploads.set('/files/1', { bytes: Buffer.alloc(0), length: 1 });
    await protocolTo('tus', tus.url).discard(known, signal);
    expect([tus.methods(), tus.uploads.size]).toEqual(['DELETE', 0]);
  });

  it.each([403, 404, 405, 410, 501])('is done when the server answers %i', async (status) => {
    const tus = await scriptedTus(() => ({ status }));
    await protocolTo('tus', tus.url).discard(known, signal);
    expect(tus.methods()).toBe('DELETE');
  });

  it.each<[number, string]>([
    [401, 'sign-in-refused'],
    [423, 'upload-locked'],
    [500, 'server-error'],
    [503, 'server-busy'],
  ])('is to be done later when the server answers %i', async (status, code) => {
    const tus = await scriptedTus(() => ({ status }));
    await expect(protocolTo('tus', tus.url).discard(known, signal)).rejects.toMatchObject({ code });
  });

  it('leaves alone what is not its own', async () => {
    const tus = await scriptedTus();
    for (const checkpoint of [{}, { protocol: 'put', relativePath: 'a' }, { protocol: 'tus', uploadPath: 7 }]) {
      await protocolTo('tus', tus.url).discard(checkpoint, signal);
    }
    expect(tus.asked).toEqual([]);
  });
});
