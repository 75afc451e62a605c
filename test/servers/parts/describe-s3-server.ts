import type { S3Server } from './s3-server.ts';

export interface S3Access {
  readonly port: number;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly bucket: string;
}

/** What tests want to know of a server on loopback, from what is special about it. */
export function describeS3Server(access: S3Access): Omit<S3Server, 'close'> {
  const { port, accessKeyId, secretAccessKey, region, bucket } = access;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    accessKeyId,
    secretAccessKey,
    region,
    bucket,
    destinationUrl: `s3+http://127.0.0.1:${port}/${bucket}?region=${region}`,
    environment: { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
  };
}
