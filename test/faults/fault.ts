import type { DestinationKind } from '../../shared/destination.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { Verification, WaitReason } from '../../shared/upload.ts';
import type { Line, Scene } from './scene.ts';

/** What becomes of a file. */
export type Fate =
  /** It arrives, whole and once, and nobody has to do anything. */
  | { readonly kind: 'arrives'; readonly verification: Verification; readonly startedOver?: boolean }
  /** It waits with its destination. Without `after` it goes on by itself when the fault is over. */
  | { readonly kind: 'waits'; readonly reason: WaitReason; readonly code: ErrorCode; readonly after?: 'resume' }
  /** It is failed, and arrives after a Retry when the fault is over. */
  | { readonly kind: 'fails'; readonly code: ErrorCode };

/** The usual fate, and that of the protocols for which it is another one. */
export interface Fates {
  readonly usual: Fate;
  readonly but?: Partial<Record<DestinationKind, Fate>>;
}

export interface Fault {
  /** Stands in the table. */
  readonly name: string;
  /** What is done, where the name does not say it. */
  readonly note?: string;
  /** Where it makes sense for some protocols only. */
  readonly only?: readonly DestinationKind[];
  readonly line?: Line;
  /** Does it from now on, as often as `times` says (always without it), until the answer is called. */
  begin(scene: Scene, times?: number): End | Promise<End>;
  /** Another fault goes the same way through the engine: this one is tried only when all are. */
  readonly isLikeAnother?: boolean;
  /** It may also happen to one request only. */
  readonly passesOnce?: boolean;
  /** When it happens once; by default the file arrives, as the protocol verifies it. */
  readonly passing?: Fates;
  /** While it stays, and then ends; null where it cannot stay. */
  readonly staying: Fates | null;
  /** Requests that the server may see in ten minutes of it. */
  readonly mostRequests?: number;
}

export type End = () => void | Promise<void>;

export const arrives: Fate = { kind: 'arrives', verification: 'size' };
export const isAccepted: Fate = { kind: 'arrives', verification: 'accepted' };
/** As each protocol verifies an ordinary file. */
export const arrivesEverywhere: Fates = { usual: arrives, but: { post: isAccepted } };
const defaultMostRequests = 60;

export function fails(code: ErrorCode): Fate {
  return { kind: 'fails', code };
}

export function waits(reason: WaitReason, code: ErrorCode): Fate {
  return { kind: 'waits', reason, code };
}

export function fateOf({ usual, but = {} }: Fates, kind: DestinationKind): Fate {
  return but[kind] ?? usual;
}

export function mostRequestsOf(fault: Fault): number {
  return fault.mostRequests ?? defaultMostRequests;
}
