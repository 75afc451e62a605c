import { Buffer } from 'node:buffer';
import { UploadError } from '../../errors/upload-error.ts';
import type { HttpBody } from '../transport/http-request.ts';
import type { ContentCrc } from './content-crc.ts';
import type { S3Client } from './s3-client.ts';

const oneByte: HttpBody = {
  length: 1,
  async *chunks() {
    yield Buffer.from('G');
  },
};

/**
 * Whether a service compares such a CRC, and does not only repeat it: it begins an upload that is never ended, sends it one byte under a wrong sum, and
 * removes it. null: that could not be found out, as with a key that may not, or a service that fails over it.
 */
export async function comparesCrc(client: S3Client, key: string, algorithm: ContentCrc, signal: AbortSignal): Promise<boolean | null> {
  const object = { key, contentType: 'application/octet-stream' };
  const begun = await client.createUpload(object, algorithm, signal).catch((error: unknown) => {
    if (hasCode(error, 'rejected', 'method-refused')) return false;
    // Some fail over the question itself, and would for ever.
    if (hasCode(error, 'not-allowed', 'server-error')) return null;
    throw error;
  });
  if (begun === null || begun === false) return begun;
  const answer = begun.crc === null ? false : await refusesOtherBytes(client, key, begun.uploadId, algorithm, signal);
  await client.abort(key, begun.uploadId, signal).catch((error: unknown) => {
    if (!hasCode(error, 'not-allowed', 'server-error')) throw error;
  });
  return answer;
}

async function refusesOtherBytes(
  client: S3Client,
  key: string,
  uploadId: string,
  algorithm: ContentCrc,
  signal: AbortSignal,
): Promise<boolean | null> {
  const wrong = { algorithm, base64: Buffer.alloc(algorithm === 'crc64nvme' ? 8 : 4).toString('base64') };
  try {
    await client.sendPart(key, uploadId, 1, { body: oneByte, announced: { md5: null, crc: wrong }, signal, onBytesSent: () => undefined });
    return false;
  } catch (error) {
    if (hasCode(error, 'checksum-mismatch')) return true;
    if (hasCode(error, 'rejected', 'method-refused')) return false;
    // Another Gantry may clean up here at the same moment.
    if (hasCode(error, 'not-allowed', 'session-lost', 'server-error')) return null;
    throw error;
  }
}

function hasCode(error: unknown, ...codes: readonly UploadError['code'][]): boolean {
  return error instanceof UploadError && codes.includes(error.code);
}
