import { existsSync } from 'node:fs';
import { hasProgram } from '../servers/has-program.ts';

/**
 * The recorder is put in front of the C library with LD_PRELOAD, and is compiled by the tests: Debian's gcc and libc6-dev.
 * It speaks to the GNU C library only.
 */
export function canRecordWrites(): boolean {
  return process.platform === 'linux' && hasProgram('cc') && existsSync('/usr/include/gnu-versions.h');
}
