import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** What takes longest, the longest first. A machine that has run nothing yet does not know it, and what begins last would go on alone at the end. */
export const longestFiles = [
  'faults/fault-matrix',
  'faults/more-faults',
  'kill/kill',
  'cli/interruption',
  'cli/joined',
  'faults/source/source-faults',
  'cli/destinations',
  'kill/more-kills',
  'faults/machine/real-processes',
  'e2e/conflicts',
  'e2e/editing-destinations',
  'e2e/one-queue',
  'e2e/recovery',
].map((name) => `test/${name}.test.ts`);

/** The order in which files are run, where two are run at a time. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

function placeOf({ moduleId, project }: TestSpecification): number {
  const index = longestFiles.findIndex((path) => moduleId.replaceAll('\\', '/').endsWith(`/${path}`));
  return project.config.sequence.groupOrder * (longestFiles.length + 1) + (index === -1 ? longestFiles.length : index);
}
