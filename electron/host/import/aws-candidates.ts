import { say } from '../../../shared/language/say.ts';
import type { ImportCandidate } from './import-candidate.ts';
import { bucketPlace } from './import-candidate.ts';
import type { AwsProfile } from './read-aws-profiles.ts';
import { s3Address } from './s3-address-of.ts';

/** The profiles as destinations. Their keys stay where they are: the address names the profile, which is read whenever it is used. */
export function awsCandidates(profiles: readonly AwsProfile[]): readonly ImportCandidate[] {
  return profiles.map(({ name, region, endpointUrl, secret }): ImportCandidate => {
    const source = 'aws';
    if (secret === null) {
      return { source, name, unsupported: say('It holds no keys: Gantry takes none from a single sign-on, a role or a program.') };
    }
    const url = s3Address(endpointUrl, region, { profile: name });
    if (url === null)
      return {
        source,
        name,
        unsupported: say('Its endpoint is no http(s) address of a server, or it has a path before /{bucket}.', { bucket: bucketPlace }),
      };
    const note = region === null && endpointUrl === null ? say('It names no region: us-east-1 was taken.') : null;
    return { source, name, url, needsBucket: true, note, secrets: [] };
  });
}
