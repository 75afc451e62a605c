import { UploadError } from '../../errors/upload-error.ts';
import type { CreateProtocol } from '../protocol.ts';

/** Under construction: replaced by the one who builds it. */
export const createSftpProtocol: CreateProtocol = () => {
  throw new UploadError('destination-invalid', { details: { reason: 'Not built yet.' } });
};
