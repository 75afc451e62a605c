import type { Condition } from './condition.ts';
import type { PlainError } from './error-codes.ts';

/** Why this Gantry cannot bring itself up to date. */
export const updateObstacles = ['development', 'no-feed', 'no-package', 'no-rights'] as const;
export type UpdateObstacle = (typeof updateObstacles)[number];

/** What the window says of an update, in one line. */
export type UpdateNotice =
  | {
      readonly kind: 'ready';
      readonly version: string;
      /** It is an older one, as of the channel that was chosen. */
      readonly isOlder: boolean;
      /** The system asks for a password, so that it is installed only when a person says so. */
      readonly needsPassword: boolean;
    }
  /** A person wants it, and what is on its way comes to a place where it can be left. */
  | { readonly kind: 'draining'; readonly version: string }
  /** This Gantry is it. */
  | { readonly kind: 'installed'; readonly version: string }
  /** `update-failed`; Gantry goes on as it was. */
  | { readonly kind: 'failed'; readonly error: PlainError };

/** What came of asking for an update. */
export type UpdateLook =
  | { readonly kind: 'off' }
  | { readonly kind: 'cannot'; readonly obstacle: UpdateObstacle }
  | { readonly kind: 'current'; readonly version: string }
  /** It is being downloaded. */
  | { readonly kind: 'coming'; readonly version: string }
  /** It is to be downloaded as soon as this computer's state allows it. */
  | { readonly kind: 'held'; readonly version: string; readonly condition: Condition }
  | { readonly kind: 'ready'; readonly version: string }
  /** A person wants it, and it is installed as soon as nothing is on its way. */
  | { readonly kind: 'next'; readonly version: string }
  | { readonly kind: 'failed'; readonly error: PlainError };
