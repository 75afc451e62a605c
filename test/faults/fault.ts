import type { DestinationKind } from '../../shared/destination.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { WaitReason } from '../../shared/upload.ts';
import type { MatrixProtocol } from './matrix-protocol.ts';
import type { Line, Scene } from './scene.ts';

/** What becomes of a file. */
export type Fate =
  /** It arrives, whole and once, and nobody has to do anything. */
  | { readonly kind: 'arrives'; readonly startedOver?: boolean }
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
  readonly begin: Begin;
  /** How it is done to a protocol to which the usual way means nothing; null: not at all. */
  readonly beginFor?: Partial<Record<DestinationKind, Begin | null>>;
  /** It is done to the line, and not to what is said over it: also protocols that nobody can listen in on meet it. */
  readonly isOfTheLine?: boolean;
  /** Of the file that is sent; the usual size without it. */
  readonly sizeBytes?: number;
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
export type Begin = (scene: Scene, times?: number) => End | Promise<End>;

/** As the protocol verifies an ordinary file. */
export const arrives: Extract<Fate, { kind: 'arrives' }> = { kind: 'arrives' };
export const arrivesEverywhere: Fates = { usual: arrives };
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

/** How it is done there; null where it means nothing. */
export function beginAt(fault: Fault, { kind, isHttp }: Pick<MatrixProtocol, 'kind' | 'isHttp'>): Begin | null {
  if (fault.only?.includes(kind) === false) return null;
  const own = fault.beginFor?.[kind];
  if (own !== undefined) return own;
  return isHttp || fault.isOfTheLine === true ? fault.begin : null;
}
