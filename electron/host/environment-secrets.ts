import { homedir } from 'node:os';
import type { DestinationSecret } from '../../shared/destination-secret.ts';
import type { Credentials, SecretStore, SignIn } from '../engine/ports.ts';
import { awsProfileSecret } from './import/aws-profile-secret.ts';
import { KeyFiles } from './key-files.ts';
import { generalSecretIn, ownSecretIn } from './own-secrets.ts';
import type { SecretVault } from './secret-vault.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where secrets are looked for, the first that has any: what was typed in just now; the destination's own variables, such as
 * `GANTRY_TOKEN_PHOTO_ARCHIVE`; what the host keeps; the profile of the AWS configuration that the address names; the variables for every destination:
 * `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`, `GANTRY_PASSWORD`, `GANTRY_TOKEN`, `GANTRY_SSH_KEY` (a key file),
 * `GANTRY_SSH_PASSPHRASE`. They are never mixed, so that no server is shown a part of another one's. A password is for a destination that names
 * a user. "This computer" needs none and gets none. Throws `secret-missing` for a key file or a profile that cannot be read.
 */
export function createEnvironmentSecrets(given: Environment, vault: SecretVault | null = null): SecretStore {
  // Every request asks, and each look at the process's own environment is a call of the system.
  const environment = { ...given };
  const secrets = new EnvironmentSecrets(environment);
  const keyFiles = new KeyFiles();
  return {
    async credentialsFor(signIn): Promise<Credentials> {
      if (signIn.isBuiltIn) return { kind: 'none' };
      const secret = await secretFor(signIn, environment, secrets, vault);
      if (signIn.kind === 's3') return awsKeysOf(secret);
      if (signIn.kind === 'sftp') return await sshSecretsOf(secret, signIn, environment, keyFiles);
      const { password, token } = secret;
      if (signIn.user !== null && password !== undefined) return { kind: 'basic', user: signIn.user, password };
      return token === undefined ? { kind: 'none' } : { kind: 'bearer', token };
    },
    ...(vault === null ? {} : { keeper: vault }),
  };
}

/** What an environment that does not change holds, each looked up once. */
class EnvironmentSecrets {
  readonly general: DestinationSecret;
  readonly #environment: Environment;
  readonly #own = new Map<string, DestinationSecret | null>();

  constructor(environment: Environment) {
    this.general = generalSecretIn(environment);
    this.#environment = environment;
  }

  /** Of one destination alone. */
  own(destinationName: string): DestinationSecret | null {
    let own = this.#own.get(destinationName);
    if (own === undefined) {
      own = ownSecretIn(this.#environment, destinationName);
      this.#own.set(destinationName, own);
    }
    return own;
  }
}

async function secretFor(
  signIn: SignIn,
  environment: Environment,
  secrets: EnvironmentSecrets,
  vault: SecretVault | null,
): Promise<DestinationSecret> {
  const own = secrets.own(signIn.name) ?? vault?.secretOf(signIn.destinationId) ?? null;
  // A form that changes one of several leaves the others empty: those are as they were.
  if (Object.keys(signIn.typed).length > 0) return { ...own, ...signIn.typed };
  if (own !== null) return own;
  const profile = signIn.kind === 's3' ? signIn.options['profile'] : undefined;
  return profile === undefined ? secrets.general : await awsProfileSecret(profile, environment);
}

function awsKeysOf({ accessKeyId, secretAccessKey, sessionToken }: DestinationSecret): Credentials {
  if (accessKeyId === undefined || secretAccessKey === undefined) return { kind: 'none' };
  return { kind: 'aws', accessKeyId, secretAccessKey, sessionToken: sessionToken ?? null };
}

async function sshSecretsOf(
  secret: DestinationSecret,
  { user, options }: SignIn,
  environment: Environment,
  keyFiles: KeyFiles,
): Promise<Credentials> {
  const { password, passphrase } = secret;
  const keyPath = options['key'] ?? environment['GANTRY_SSH_KEY'] ?? '';
  const privateKey = keyPath === '' ? null : await keyFiles.textOf(keyPath.replace(/^~(?=\/)/, homedir()));
  return {
    kind: 'ssh',
    user,
    password: password ?? null,
    privateKey,
    passphrase: passphrase ?? null,
    agent: environment['SSH_AUTH_SOCK'] || null,
  };
}
