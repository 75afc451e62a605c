import { S3Client } from '@aws-sdk/client-s3';
import type { S3Server } from './s3-server.ts';

/** A client of our own for looking into a bucket. Checksums only where S3 requires them, because Swift refuses the bodies that carry them at their end. */
export function s3ClientFor(server: Omit<S3Server, 'close' | 'destinationUrl' | 'environment' | 'bucket'>): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey } = server;
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
