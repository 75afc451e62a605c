import type { ErrorDetails } from '../../../shared/error-codes.ts';
import { classifySystemError } from '../../engine/errors/classify-system-error.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';

/** By the codes of electron-updater, of Node's files and of its own HTTP errors. */
const reasons: Readonly<Record<string, string>> = {
  ERR_UPDATER_CHANNEL_FILE_NOT_FOUND: 'missing',
  ERR_UPDATER_LATEST_VERSION_NOT_FOUND: 'missing',
  ERR_UPDATER_NO_PUBLISHED_VERSIONS: 'missing',
  ERR_UPDATER_INVALID_UPDATE_INFO: 'feed',
  ERR_UPDATER_INVALID_RELEASE_FEED: 'feed',
  ERR_UPDATER_INVALID_VERSION: 'feed',
  ERR_UPDATER_NO_FILES_PROVIDED: 'feed',
  ERR_UPDATER_NO_CHECKSUM: 'feed',
  ERR_UPDATER_ZIP_FILE_NOT_FOUND: 'feed',
  ERR_UPDATER_WEB_INSTALLER_DISABLED: 'feed',
  ERR_CHECKSUM_MISMATCH: 'damaged',
  ERR_UPDATER_INVALID_SIGNATURE: 'signature',
  HTTP_ERROR_404: 'missing',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EROFS: 'not-writable',
};

/** What went wrong with an update, as `update-failed` with a reason that has words; a proxy's own error stays what it is. */
export function updateErrorOf(error: unknown, details: ErrorDetails = {}): UploadError {
  if (error instanceof UploadError && (error.code === 'update-failed' || error.code.startsWith('proxy-'))) return error;
  return updateFailed(reasonOf(error), details, error);
}

export function updateFailed(reason: string, details: ErrorDetails = {}, cause?: unknown): UploadError {
  return new UploadError('update-failed', { details: { ...details, reason }, cause });
}

function reasonOf(error: unknown): string {
  const { code, syscall } = error as { readonly code?: unknown; readonly syscall?: unknown };
  const known = typeof code === 'string' && syscall !== 'connect' ? reasons[code] : undefined;
  if (known !== undefined) return known;
  const { code: kind, failureClass } = classifySystemError(error);
  if (kind === 'certificate-refused') return 'certificate';
  return failureClass === 'unreachable' || kind === 'connection-lost' || kind === 'timed-out' || kind === 'stalled'
    ? 'unreachable'
    : 'answer';
}
