import type { S3Address } from './s3-address.ts';

/** Where an object is: the address without a query, which only its owner can open unless the bucket is public. */
export function s3LocationOf({ endpoint, bucket, usesPathStyle }: S3Address, key: string): string {
  const path = key.split('/').map(encoded).join('/');
  if (usesPathStyle) return `${endpoint.origin}/${encoded(bucket)}/${path}`;
  return `${endpoint.protocol}//${bucket}.${endpoint.host}/${path}`;
}

/** The key of what a location of ours names; null for anything else. */
export function s3KeyAt(address: S3Address, location: string): string | null {
  const start = s3LocationOf(address, '');
  if (!location.startsWith(start) || location.length === start.length) return null;
  try {
    return decodeURIComponent(location.slice(start.length));
  } catch {
    return null;
  }
}

function encoded(part: string): string {
  return encodeURIComponent(part).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
