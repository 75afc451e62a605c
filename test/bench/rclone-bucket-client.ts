import { basename } from 'node:path';
import { hasProgram } from '../servers/has-program.ts';
import type { Contestant } from './contestant.ts';

/** rclone to S3, with as many files at a time as Gantry, and parts as large as Gantry's. */
export const rcloneBucketClient: Contestant = {
  name: 'rclone',
  isGantry: false,
  absence: () => (hasProgram('rclone') ? null : 'rclone is not installed'),
  command: async ({ url, payload, environment }) => {
    const { origin, pathname } = new URL(url);
    const folder = payload.files.length === 1 ? '' : `/${basename(payload.path)}`;
    return {
      program: 'rclone',
      arguments: [
        ...['copy', payload.path, `:s3:${pathname.slice(1)}${folder}`, '--config', '', '--transfers', '8'],
        ...['--s3-provider', 'Other', '--s3-endpoint', origin, '--s3-no-check-bucket'],
        ...['--s3-chunk-size', '16Mi', '--s3-upload-concurrency', '4'],
      ],
      environment: {
        RCLONE_S3_ACCESS_KEY_ID: environment['AWS_ACCESS_KEY_ID'] ?? '',
        // rclone 1.60 breaks on it, and loopback needs none.
        AWS_CA_BUNDLE: '',
        RCLONE_S3_SECRET_ACCESS_KEY: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
      },
    };
  },
};
