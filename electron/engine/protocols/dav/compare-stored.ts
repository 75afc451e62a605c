import { UploadError } from '../../errors/upload-error.ts';
import type { Receipt, TransferRequest } from '../protocol.ts';
import type { DavClient } from './dav-client.ts';

export interface StoredFile {
  readonly verification: Receipt['verification'];
  /** See `DavFound`. */
  readonly etag: string | null;
}

/**
 * Compares what stands at `url` with the file that was sent there: its size, and where it is to be verified its content, read back. Throws
 * `size-mismatch`, `checksum-mismatch`, and `wrong-protocol` where nothing was stored or
 * what answers is no WebDAV at all, as a network's own sign-in page.
 */
export async function compareStored(
  client: DavClient,
  url: URL,
  destination: URL,
  { source, signal, verify }: TransferRequest,
): Promise<StoredFile> {
  const expectedBytes = source.fingerprint.size;
  const found = await client.look(url, signal);
  if (found.kind === 'absent') {
    throw new UploadError('wrong-protocol', { details: { host: url.host, httpStatus: 404, reason: 'nothing-stored' } });
  }
  const etag = found.kind === 'present' ? found.etag : null;
  if (verify && (found.kind === 'unknown' || found.sizeBytes === null || found.sizeBytes === expectedBytes)) {
    const isSame = await client.content.isFile(url, source, null, signal);
    if (isSame === false) throw new UploadError('checksum-mismatch', { details: { host: url.host, reason: 'content' } });
    if (isSame === true) return { verification: 'content', etag };
  }
  if (found.kind === 'unknown' || found.sizeBytes === null) return { verification: 'accepted', etag };
  if (found.sizeBytes === expectedBytes) return { verification: 'size', etag };
  // Throws where this is no WebDAV.
  await client.entries(destination, 0, signal);
  throw new UploadError('size-mismatch', { details: { host: url.host, expectedBytes, actualBytes: found.sizeBytes } });
}
