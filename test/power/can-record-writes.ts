import { hasProgram } from '../servers/has-program.ts';

/** The recorder is put in front of the C library with LD_PRELOAD, and is compiled by the tests. */
export function canRecordWrites(): boolean {
  return process.platform === 'linux' && hasProgram('cc');
}
