import { basename } from 'node:path';
import { hasProgram } from '../servers/has-program.ts';
import type { Contestant } from './contestant.ts';

/** Amazon's own client: `cp` for one file, `sync` for a folder. Its newer checksums, which Swift refuses, only where they are asked for. */
export const awsClient: Contestant = {
  name: 'aws s3',
  isGantry: false,
  absence: () => (hasProgram('aws') ? null : 'the AWS command line is not installed'),
  command: async ({ url, payload }) => {
    const { origin, pathname, searchParams } = new URL(url);
    const target = `s3:/${pathname}/${basename(payload.path)}`;
    const verb = payload.files.length === 1 ? 'cp' : 'sync';
    return {
      program: 'aws',
      arguments: ['--endpoint-url', origin, 's3', verb, '--only-show-errors', payload.path, target],
      environment: {
        AWS_DEFAULT_REGION: searchParams.get('region') ?? 'us-east-1',
        AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
        AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
      },
    };
  },
};
