import { homedir } from 'node:os';
import { join } from 'node:path';
import type { DestinationSecret } from '../../../shared/destination-secret.ts';
import { readConfiguration } from './read-configuration.ts';
import { readIni } from './read-ini.ts';

export interface AwsProfile {
  readonly name: string;
  readonly region: string | null;
  /** Of S3, else of every service; null: Amazon's own. */
  readonly endpointUrl: string | null;
  /** null: the keys come from a program, a role or a single sign-on. */
  readonly secret: DestinationSecret | null;
}

type Values = Readonly<Record<string, string>>;

/** The profiles of `~/.aws/config` and `~/.aws/credentials`, or of where `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` say. */
export async function readAwsProfiles(environment: Readonly<Record<string, string | undefined>>): Promise<readonly AwsProfile[]> {
  const folder = join(environment['HOME'] || homedir(), '.aws');
  const config = await readConfiguration(environment['AWS_CONFIG_FILE'] || join(folder, 'config'));
  const credentials = await readConfiguration(environment['AWS_SHARED_CREDENTIALS_FILE'] || join(folder, 'credentials'));
  const profiles = new Map<string, Values>();
  const services = new Map<string, Values>();
  for (const { name, values } of readIni(config ?? '')) {
    const [, kind, own = ''] = /^(?:(profile|services|sso-session)\s+)?(.*)$/.exec(name) ?? [];
    const bare = own.replace(/^(["'])(.*)\1$/, '$2');
    if (kind === 'services') services.set(bare, values);
    else if (kind === 'profile' || bare === 'default') profiles.set(bare, { ...profiles.get(bare), ...values });
  }
  // Keys in the file that is for keys count before those in the other.
  for (const { name, values } of readIni(credentials ?? '')) profiles.set(name, { ...profiles.get(name), ...values });
  return [...profiles].map(([name, values]) => ({
    name,
    region: values['region'] || null,
    endpointUrl: services.get(values['services'] ?? '')?.['s3.endpoint_url'] || values['s3.endpoint_url'] || values['endpoint_url'] || null,
    secret: secretOf(values),
  }));
}

function secretOf(values: Values): DestinationSecret | null {
  const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey, aws_session_token: sessionToken } = values;
  if (!accessKeyId || !secretAccessKey) return null;
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}
