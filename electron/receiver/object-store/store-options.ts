import type { Options } from '@tus/s3-store';
import type { ObjectStoreAddress } from './object-store-address.ts';

// S3 takes 10,000.
const mostWholeParts = 10_000;

/** How `S3Store` is to speak to a store. */
export function storeOptions(address: ObjectStoreAddress): Options {
  const { accessKeyId, secretAccessKey, sessionToken } = address.keys;
  return {
    partSize: address.partSizeBytes,
    maxMultipartParts: mostWholeParts,
    useTags: false,
    s3ClientConfig: {
      bucket: address.bucket,
      endpoint: address.endpoint,
      region: address.region,
      forcePathStyle: address.isPathStyle,
      credentials: { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) },
      // Everything carries its MD5 instead; the checksums that newer clients put behind a body are refused by some stores.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: 10_000, socketTimeout: 300_000 },
    },
  };
}
