import { describe, expect, it } from 'vitest';
import { ClientError } from '../../renderer/client-error.ts';
import { createEngineClient } from '../../renderer/engine-client.ts';
import type { Bridge } from '../../shared/contract.ts';

function bridgeWith(request: (name: string, args: unknown) => Promise<unknown>): Bridge {
  return {
    request: request as Bridge['request'],
    onChanges: () => () => undefined,
    acknowledge: () => undefined,
    pathForFile: (file) => (file instanceof File ? file.webkitRelativePath : ''),
  };
}

describe('createEngineClient', () => {
  it('gives the value of an answer', async () => {
    const client = createEngineClient(bridgeWith(async (name, args) => ({ ok: true, value: { name, args } })));
    expect(await client.request('getOverview', {})).toEqual({ name: 'getOverview', args: {} });
  });

  it('throws a refusal with its code and details', async () => {
    const error = { code: 'destination-unknown', details: { reason: 'x' } };
    const client = createEngineClient(bridgeWith(async () => ({ ok: false, error })));
    const refused = client.request('clearSettled', {});
    await expect(refused).rejects.toBeInstanceOf(ClientError);
    await expect(refused).rejects.toMatchObject(error);
  });

  it('turns a call that never arrived into an error with words', async () => {
    const client = createEngineClient(bridgeWith(() => Promise.reject(new Error('port closed'))));
    await expect(client.request('clearSettled', {})).rejects.toMatchObject({ code: 'internal', details: {} });
  });

  it('names files without a path', () => {
    const client = createEngineClient(bridgeWith(() => Promise.reject(new Error('not asked'))));
    const file = (name: string, path: string): File => Object.assign(new File([], name), { webkitRelativePath: path });
    expect(client.pathsOf([file('a', '/a'), file('out of a page', ''), file('b', '/b')])).toEqual({
      paths: ['/a', '/b'],
      namesWithoutPath: ['out of a page'],
    });
  });
});
