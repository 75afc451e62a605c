import { UploadError } from '../../errors/upload-error.ts';
import { plainTextOf } from '../transport/plain-text.ts';
import type { DiskTrouble } from './disk-trouble.ts';
import type { SftpRefusal } from './sftp-refusal.ts';
import { sftpStatus } from './sftp-refusal.ts';

/** Words of servers that say more than their status, which is a plain "failure" for most of what can happen. */
const saysFull = /no space|disk (is )?full|not enough space|out of space|ENOSPC/i;
const saysQuota = /quota|EDQUOT/i;
const saysReadOnly = /read-?only|EROFS/i;
const saysDenied = /permission|denied|not permitted|EACCES|EPERM/i;
const saysBadName = /name too long|invalid (file ?)?name|illegal|invalid argument|ENAMETOOLONG|EINVAL|EILSEQ/i;
const saysMissing = /no such file|not found|does not exist|ENOENT/i;
/** What every server says, and what helps nobody. */
const saysNothing =
  /^(failure|no error|unknown status|bad message|permission denied|no such file( or directory)?|operation unsupported)\.?$/i;

/** The `UploadError` for a refusal. What the disk there has to say to it is asked elsewhere, where it can be asked. */
export function classifyRefusal(refusal: SftpRefusal, host: string, disk: DiskTrouble | null = null): UploadError {
  const said = plainTextOf(refusal.serverSaid);
  const details = {
    host,
    ...(refusal.path === '' ? {} : { path: refusal.path }),
    ...(said === '' || saysNothing.test(said) ? {} : { serverSaid: said }),
  };
  if (saysQuota.test(said)) return new UploadError('destination-full', { details: { ...details, reason: 'quota' }, cause: refusal });
  if (disk === 'full' || saysFull.test(said)) return new UploadError('destination-full', { details, cause: refusal });
  if (disk === 'takes-no-more') return new UploadError('destination-full', { details: { ...details, reason: disk }, cause: refusal });
  if (disk === 'read-only' || saysReadOnly.test(said)) {
    return new UploadError('not-allowed', { details: { ...details, reason: 'read-only' }, cause: refusal });
  }
  switch (refusal.status) {
    case sftpStatus.noSuchFile:
      return new UploadError('not-found', { details, cause: refusal });
    case sftpStatus.permissionDenied:
      return new UploadError('not-allowed', { details, cause: refusal });
    case sftpStatus.badMessage:
      // OpenSSH's answer to names that are too long or not allowed (sftp-server.c, errno_to_portable).
      return new UploadError('name-refused', { details, cause: refusal });
    case sftpStatus.unsupported:
      return new UploadError('method-refused', { details, cause: refusal });
    case sftpStatus.noConnection:
    case sftpStatus.connectionLost:
      return new UploadError('connection-lost', { details, cause: refusal });
    default:
      if (saysDenied.test(said)) return new UploadError('not-allowed', { details, cause: refusal });
      if (saysBadName.test(said)) return new UploadError('name-refused', { details, cause: refusal });
      if (saysMissing.test(said)) return new UploadError('not-found', { details, cause: refusal });
      return new UploadError('server-error', { details, cause: refusal });
  }
}
