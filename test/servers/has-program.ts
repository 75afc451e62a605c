import { programPath } from './parts/program-path.ts';

/** True when the program is installed; for `describe.skipIf(!hasProgram('nginx'))`. */
export function hasProgram(name: string): boolean {
  return programPath(name) !== null;
}
