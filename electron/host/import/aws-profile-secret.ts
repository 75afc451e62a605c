import type { DestinationSecret } from '../../../shared/destination-secret.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import { readAwsProfiles } from './read-aws-profiles.ts';

/**
 * The keys of a profile as they are at this moment, so that keys which are changed there are changed here. Throws `secret-missing` when it has
 * none: Gantry runs no program that would fetch them.
 */
export async function awsProfileSecret(
  profileName: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<DestinationSecret> {
  const profile = (await readAwsProfiles(environment)).find(({ name }) => name === profileName);
  if (profile === undefined || profile.secret === null)
    throw new UploadError('secret-missing', {
      details: { host: `the AWS profile ${profileName}`, profile: profileName, reason: 'access-key' },
    });
  return profile.secret;
}
