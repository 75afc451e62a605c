import { canInteroperate } from './can-interoperate.ts';
import { missingSwift } from './missing-swift.ts';

/** Null in `npm run test:interop` where Swift can be started, else the reason for a test's title. */
export function noInteropSwift(): string | null {
  return canInteroperate() ? missingSwift() : '[skipped: runs in npm run test:interop]';
}
