import { isDeepStrictEqual } from 'node:util';
import type { UploadDescription } from './upload-description.ts';
import { describeUpload } from './upload-description.ts';
import { parseUploadMetadata } from './upload-metadata.ts';

/**
 * What was written down of an upload, read anew from what its client said: so a damaged description can neither name a place that no
 * client may name, nor belong to other data. Throws for one that cannot be the description of `id`.
 */
export function readDescription(id: string, text: string, platform: NodeJS.Platform): UploadDescription {
  const written: unknown = JSON.parse(text);
  if (typeof written !== 'object' || written === null || !('length' in written) || !('metadata' in written))
    throw new Error('no description');
  const { length, metadata } = written;
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) throw new Error('no length');
  if (typeof metadata !== 'string') throw new Error('no metadata');
  const described = describeUpload(metadata, length, platform);
  // Written down twice, once as it came and once as it was read: a damaged one contradicts itself.
  const { segments, conflict, modifiedAtMs } = described;
  const { segments: place, conflict: policy, modifiedAtMs: time } = { segments: null, conflict: null, modifiedAtMs: null, ...written };
  if (!isDeepStrictEqual([place, policy, time], [segments, conflict, modifiedAtMs])) throw new Error('a damaged description');
  if (!/^[\x20-\x7e]*$/.test(metadata)) throw new Error('no header');
  const isNamedByItsClient = (parseUploadMetadata(metadata).get('uploadId') ?? '') !== '';
  if (isNamedByItsClient && described.id !== id) throw new Error('the description of another upload');
  return { ...described, id };
}
