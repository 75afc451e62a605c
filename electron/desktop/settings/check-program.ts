import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { settingExpectations } from '../../../shared/text/setting-expectations.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';

const setting = 'afterQueue.program';

/** Throws `settings-invalid` for a file that this system cannot start as it is. */
export async function checkProgram(path: string): Promise<void> {
  const refusal = (cause?: unknown): UploadError =>
    new UploadError('settings-invalid', {
      details: { setting, expected: settingExpectations[setting], found: 'a file that cannot be started' },
      cause,
    });
  try {
    await access(path, constants.X_OK);
  } catch (cause) {
    throw refusal(cause);
  }
  // A folder has the same right, for another purpose; a bundle of a Mac is one.
  if (!(await stat(path)).isFile()) throw refusal();
}
