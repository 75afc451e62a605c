import { parseDestinationUrl } from '../engine/destinations/parse-destination-url.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { ObjectStoreAddress, ObjectStoreKeys } from '../receiver/object-store/object-store-address.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const mebibyte = 1024 * 1024;
const usualPartSizeBytes = 8 * mebibyte;
const leastPartSizeBytes = 5 * mebibyte;

/**
 * The address that `--store` gives, with the keys of the environment. Throws `destination-invalid` for what is no bucket's address, and
 * `secret-missing` where there are no keys.
 */
export function objectStoreAddressFrom(text: string, environment: Environment): ObjectStoreAddress {
  const { kind, url, options } = parseDestinationUrl(text);
  if (kind !== 's3') throw invalid('A store is a bucket: s3+https://host/bucket/prefix?region=….');
  const [bucket = '', ...folders] = decodedParts(url.pathname);
  if (url.search !== '') throw invalid(`The query ${url.search} means nothing here; known are region, style and part-size.`);
  const amazonRegion = /\bs3[.-](?:dualstack\.)?([a-z]{2}(?:-[a-z]+)+-\d+)\.amazonaws\.com(?:\.cn)?$/.exec(url.hostname)?.[1];
  if (bucket === '') throw invalid('The address names no bucket: s3+https://host/bucket/prefix?region=….');
  return {
    endpoint: url.origin,
    bucket,
    prefix: folders.map((folder) => `${folder}/`).join(''),
    region: options['region'] ?? amazonRegion ?? 'us-east-1',
    isPathStyle: options['style'] !== 'virtual',
    partSizeBytes: partSizeFrom(options['part-size']),
    keys: keysFrom(url.host, environment),
  };
}

function decodedParts(path: string): readonly string[] {
  try {
    return path
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  } catch {
    throw invalid('The path of the store is not correctly percent-encoded.');
  }
}

function partSizeFrom(text: string | undefined): number {
  if (text === undefined) return usualPartSizeBytes;
  const match = /^(\d{1,6})(m|mi|mib|mb)?$/i.exec(text);
  const bytes = Number(match?.[1]) * (match?.[2] === undefined ? 1 : mebibyte);
  if (match !== null && bytes >= leastPartSizeBytes) return bytes;
  throw invalid('part-size is at least 5M.');
}

function keysFrom(host: string, environment: Environment): ObjectStoreKeys {
  const [accessKeyId, secretAccessKey] = [environment['AWS_ACCESS_KEY_ID'] ?? '', environment['AWS_SECRET_ACCESS_KEY'] ?? ''];
  if (accessKeyId === '' || secretAccessKey === '') throw new UploadError('secret-missing', { details: { host, reason: 'access-key' } });
  const sessionToken = environment['AWS_SESSION_TOKEN'] ?? '';
  return { accessKeyId, secretAccessKey, sessionToken: sessionToken === '' ? null : sessionToken };
}

function invalid(reason: string): UploadError {
  return new UploadError('destination-invalid', { details: { reason } });
}
