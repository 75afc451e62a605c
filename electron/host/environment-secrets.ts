import { readFile } from 'node:fs/promises';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { Credentials, SecretStore } from '../engine/ports.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Secrets from the environment. S3: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`. SFTP: `GANTRY_SSH_KEY` (a key file) with
 * `GANTRY_SSH_PASSPHRASE`, `GANTRY_PASSWORD`, the agent of `SSH_AUTH_SOCK`. Everywhere else `GANTRY_PASSWORD` for a destination that names a user,
 * else `GANTRY_TOKEN` as a bearer. "This computer" needs none and gets none. Throws `secret-missing` for a key file that cannot be read.
 */
export function createEnvironmentSecrets(environment: Environment): SecretStore {
  return {
    async credentialsFor(destination): Promise<Credentials> {
      if (destination.isBuiltIn) return { kind: 'none' };
      if (destination.kind === 's3') return awsKeysOf(environment);
      if (destination.kind === 'sftp') return await sshSecretsOf(environment, destination.user);
      const password = given(environment, 'GANTRY_PASSWORD');
      if (destination.user !== null && password !== null) return { kind: 'basic', user: destination.user, password };
      const token = given(environment, 'GANTRY_TOKEN');
      return token === null ? { kind: 'none' } : { kind: 'bearer', token };
    },
  };
}

function awsKeysOf(environment: Environment): Credentials {
  const accessKeyId = given(environment, 'AWS_ACCESS_KEY_ID');
  const secretAccessKey = given(environment, 'AWS_SECRET_ACCESS_KEY');
  if (accessKeyId === null || secretAccessKey === null) return { kind: 'none' };
  return { kind: 'aws', accessKeyId, secretAccessKey, sessionToken: given(environment, 'AWS_SESSION_TOKEN') };
}

async function sshSecretsOf(environment: Environment, user: string | null): Promise<Credentials> {
  const keyPath = given(environment, 'GANTRY_SSH_KEY');
  return {
    kind: 'ssh',
    user,
    password: given(environment, 'GANTRY_PASSWORD'),
    privateKey: keyPath === null ? null : await keyAt(keyPath),
    passphrase: given(environment, 'GANTRY_SSH_PASSPHRASE'),
    agent: given(environment, 'SSH_AUTH_SOCK'),
  };
}

async function keyAt(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UploadError('secret-missing', { details: { path }, cause: error });
  }
}

function given(environment: Environment, name: string): string | null {
  const value = environment[name];
  return value === undefined || value === '' ? null : value;
}
