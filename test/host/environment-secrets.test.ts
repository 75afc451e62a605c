import { expect, test } from 'vitest';
import type { SignIn } from '../../electron/engine/ports.ts';
import { createEnvironmentSecrets } from '../../electron/host/environment-secrets.ts';
import { ownVariable } from '../../electron/host/own-secrets.ts';
import type { SecretVault } from '../../electron/host/secret-vault.ts';
import type { DestinationSecret } from '../../shared/destination-secret.ts';
import type { DestinationId } from '../../shared/ids.ts';

const destination: SignIn = {
  destinationId: 'd1' as DestinationId,
  name: 'Archive',
  kind: 'put',
  url: 'put+https://files.example/a/',
  isDefault: true,
  isBuiltIn: false,
  isResumable: false,
  user: null,
  options: {},
  typed: {},
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

const own = { GANTRY_TOKEN_ARCHIVE: 'own' };
const kept = (secret: DestinationSecret | null): SecretVault => ({
  keeping: 'keychain',
  secretOf: () => secret,
  fieldsOf: () => [],
  save: () => undefined,
  copy: () => undefined,
  remove: () => undefined,
});

test.each([
  ['its own variable before the one for everybody', { ...both, ...own }, null, {}, { kind: 'bearer', token: 'own' }],
  ['its own variable before what is kept', { ...both, ...own }, { token: 'kept' }, {}, { kind: 'bearer', token: 'own' }],
  ['what is kept before the one for everybody', both, { token: 'kept' }, {}, { kind: 'bearer', token: 'kept' }],
  ['what is typed before all', { ...both, ...own }, { token: 'kept' }, { token: 'typed' }, { kind: 'bearer', token: 'typed' }],
] as const)('%s', async (_case, environment, secret, typed, expected) => {
  const secrets = createEnvironmentSecrets(environment, kept(secret));
  expect(await secrets.credentialsFor({ ...destination, typed })).toEqual(expected);
});

test('secrets of two places are never mixed: a password of its own and a token for everybody', async () => {
  const environment = { GANTRY_PASSWORD_ARCHIVE: 'own', GANTRY_TOKEN: 'general' };
  expect(await createEnvironmentSecrets(environment).credentialsFor(destination)).toEqual({ kind: 'none' });
});

test.each([
  ['Photo archive (2)', 'GANTRY_TOKEN_PHOTO_ARCHIVE_2'],
  [' nas ', 'GANTRY_TOKEN_NAS'],
  ['写真', null],
  ['tus+https://host/files/', null],
])('the own variable of %s is %s', (name, variable) => {
  expect(ownVariable('token', name)).toBe(variable);
});

test('a host without a vault keeps none', () => {
  expect(createEnvironmentSecrets({}).keeper).toBeUndefined();
});
