import { expect, test } from 'vitest';
import { createEnvironmentSecrets } from '../../electron/host/environment-secrets.ts';
import type { Destination } from '../../shared/destination.ts';
import type { DestinationId } from '../../shared/ids.ts';

const destination: Destination & { readonly user: string | null } = {
  destinationId: 'd1' as DestinationId,
  name: 'Archive',
  kind: 'put',
  url: 'put+https://files.example/a/',
  isDefault: true,
  isBuiltIn: false,
  isResumable: false,
  user: null,
};
const both = { GANTRY_TOKEN: 't', GANTRY_PASSWORD: 'p' };

test.each([
  ['nothing set', {}, null, { kind: 'none' }],
  ['a token', { GANTRY_TOKEN: 't' }, null, { kind: 'bearer', token: 't' }],
  ['an empty token', { GANTRY_TOKEN: '' }, null, { kind: 'none' }],
  ['a password without a user', { GANTRY_PASSWORD: 'p' }, null, { kind: 'none' }],
  ['a password and a user', { GANTRY_PASSWORD: 'p' }, 'ana', { kind: 'basic', user: 'ana', password: 'p' }],
  ['both, and a user', both, 'ana', { kind: 'basic', user: 'ana', password: 'p' }],
  ['both, and no user', both, null, { kind: 'bearer', token: 't' }],
] as const)('%s', async (_case, environment, user, expected) => {
  expect(await createEnvironmentSecrets(environment).credentialsFor({ ...destination, user })).toEqual(expected);
});

test('this computer gets no secret', async () => {
  const builtIn = { ...destination, isBuiltIn: true, user: 'ana' };
  expect(await createEnvironmentSecrets(both).credentialsFor(builtIn)).toEqual({ kind: 'none' });
});
