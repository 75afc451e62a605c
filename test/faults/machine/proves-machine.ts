import type { MachineCaseId } from './machine-cases.ts';
import { machineCases } from './machine-cases.ts';

/** The title of the test that proves a row of `docs/machine-faults.md`. */
export function provesMachine(id: MachineCaseId): string {
  const { happens, engineDoes } = machineCases[id];
  return `${id}: ${happens} ${engineDoes}`;
}
