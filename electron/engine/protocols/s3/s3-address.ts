import type { Reason } from '../../../../shared/text/reason.ts';
import { reasonOf } from '../../../../shared/text/reason-of.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { ContentCrc } from './content-crc.ts';
import { contentCrcs } from './content-crc.ts';

/** What an S3 destination's URL and options say. */
export interface S3Address {
  /** The service: `https://s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: URL;
  readonly bucket: string;
  /** Empty, or ends with a slash. */
  readonly prefix: string;
  readonly region: string;
  /** The bucket is a part of the path, and not of the host name. */
  readonly usesPathStyle: boolean;
  readonly isAmazon: boolean;
  readonly storageClass: string | null;
  /** Bytes of one part, where the file does not need larger ones. */
  readonly partBytes: number;
  /** `off`: nothing is proven but the size. */
  readonly checksum: 'auto' | ContentCrc | 'md5' | 'off';
}

export const defaultPartBytes = 16 * 1024 * 1024;
/** What S3 asks of all parts but the last. */
export const smallestPartBytes = 5 * 1024 * 1024;
export const largestPartBytes = 5 * 1024 ** 3;
const amazonHost =
  /^(?<bucket>.+\.)?s3(?:-fips|-accelerate)?(?:\.dualstack)?[.-](?:(?<region>[a-z]{2}(?:-[a-z]+)+-\d+)\.)?amazonaws\.com(?:\.cn)?$/;

/** Takes the address of an S3 destination apart. Throws `destination-invalid`, whose `reason` says in a sentence what is wrong. */
export function s3AddressOf(url: URL, options: Readonly<Record<string, string>>): S3Address {
  const [bucketText = '', ...prefixParts] = url.pathname.split('/').slice(1);
  const bucket = decoded(bucketText);
  if (bucket === '') throw invalid(reasonOf('The address lacks the bucket: s3+https://host/bucket/prefix.'));
  if (url.search !== '')
    throw invalid(
      reasonOf('The query {query} means nothing here; known are region, style, storage-class, part-size, checksum and profile.', {
        query: url.search,
      }),
    );
  const amazon = amazonHost.exec(url.hostname);
  if (amazon?.groups?.['bucket'] !== undefined) {
    throw invalid(reasonOf('The bucket belongs into the path: s3+https://s3.REGION.amazonaws.com/bucket/prefix.'));
  }
  const region = options['region'] ?? amazon?.groups?.['region'] ?? 'us-east-1';
  if (!/^[a-z\d-]{1,50}$/i.test(region)) throw invalid(reasonOf('region is a word such as eu-central-1.'));
  return {
    endpoint: new URL(url.origin),
    bucket,
    prefix: prefixOf(prefixParts.map(decoded)),
    region,
    usesPathStyle: styleOf(options['style'], amazon !== null),
    isAmazon: amazon !== null,
    storageClass: storageClassOf(options['storage-class']),
    partBytes: partBytesOf(options['part-size']),
    checksum: checksumOf(options['checksum']),
  };
}

function prefixOf(parts: readonly string[]): string {
  const named = parts.filter((part) => part !== '');
  return named.map((part) => `${part}/`).join('');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid(reasonOf('The path of the address is not correctly percent-encoded.'));
  }
}

function styleOf(style: string | undefined, isAmazon: boolean): boolean {
  if (style === undefined) return !isAmazon;
  if (style === 'path') return true;
  if (style === 'virtual') return false;
  throw invalid(reasonOf('style is path or virtual.'));
}

function storageClassOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!/^[A-Z\d_-]{1,64}$/i.test(text)) throw invalid(reasonOf('storage-class is a word such as STANDARD_IA.'));
  return text;
}

function partBytesOf(text: string | undefined): number {
  if (text === undefined) return defaultPartBytes;
  const match = /^(\d+)([kmg]?)$/i.exec(text);
  const bytes = Number(match?.[1]) * 1024 ** ['', 'k', 'm', 'g'].indexOf((match?.[2] ?? '').toLowerCase());
  if (match === null || bytes < smallestPartBytes || bytes > largestPartBytes)
    throw invalid(reasonOf('part-size is between 5M and 5G, such as 64M.'));
  return bytes;
}

function checksumOf(text: string | undefined): S3Address['checksum'] {
  const known = (['auto', ...contentCrcs, 'md5', 'off'] as const).find((checksum) => checksum === (text ?? 'auto'));
  if (known === undefined) throw invalid(reasonOf('checksum is auto, crc64nvme, crc32c, crc32, md5 or off.'));
  return known;
}

function invalid(reason: Reason): UploadError {
  return new UploadError('destination-invalid', { details: reason });
}
