import { missingSwift } from './missing-swift.ts';

/** For `describe.skipIf(!canStartSwift())`. */
export function canStartSwift(): boolean {
  return missingSwift() === null;
}
