import type { DestinationId, UploadId } from '../../../shared/ids.ts';
import type { WaitReason } from '../../../shared/upload.ts';
import { isCut } from '../errors/is-cut.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { Clock, Randomness } from '../ports.ts';
import type { BreakerState, Flow, Hold } from './breaker-state.ts';
import { newBreakerState } from './breaker-state.ts';
import { holdReasonOf } from './hold-reason-of.ts';
import { restOfSilence, silenceOf } from './silence.ts';

/** So many different files failing in a row mean the server and not the files. */
export const filesBeforeHold = 3;
const firstHoldMs = 1_000;
const longestHoldMs = 60_000;
/** Where a person has to act, it is looked at again this often, to go on by itself once that is done. */
const personHoldMs = 5 * 60_000;
/** Everybody who was told the same time would come back at once: each adds up to a tenth of it, and at most this. */
const longestSpreadMs = 30_000;

export interface BreakerOptions {
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Asks the destination whether it can be used; throws `UploadError`. */
  readonly probe: (destinationId: DestinationId) => Promise<void>;
  /** False: nobody waits for it, so it is not asked any more. */
  readonly isWanted: (destinationId: DestinationId) => boolean;
  /** The server asked for silence until then (milliseconds since the epoch), or null: it may be asked again. */
  readonly onSilence: (destinationId: DestinationId, silentUntil: number | null) => void;
  /** Something changed: a hold began, moved or ended. */
  readonly onChange: (destinationId: DestinationId) => void;
}

/** Keeps a destination that cannot take files now from costing every file its attempts: it is held once, for all of them. */
export class DestinationBreaker {
  readonly #options: BreakerOptions;
  readonly #states = new Map<DestinationId, BreakerState>();

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  flowOf(destinationId: DestinationId): Flow {
    return this.#states.get(destinationId)?.flow ?? 'flowing';
  }

  holdOf(destinationId: DestinationId): Hold | null {
    return this.#states.get(destinationId)?.hold ?? null;
  }

  heldIds(): readonly DestinationId[] {
    return [...this.#states].filter(([, state]) => state.flow === 'held').map(([destinationId]) => destinationId);
  }

  /** Milliseconds for which the server asked to be left alone; 0 when it did not. */
  silentForMs(destinationId: DestinationId): number {
    return restOfSilence(this.#states.get(destinationId)?.silence ?? null, this.#options.clock);
  }

  /** The destination confirmed bytes or a whole file. */
  noteSuccess(destinationId: DestinationId): void {
    const state = this.#states.get(destinationId);
    if (state === undefined || state.flow === 'held') return;
    const wasTrying = state.flow === 'trying';
    state.failedInRow.clear();
    state.triedInRow.clear();
    state.forgivenInRow.clear();
    state.holdsInRow = 0;
    state.flow = 'flowing';
    if (wasTrying) this.#options.onChange(destinationId);
  }

  /** A file failed in a way that may be the server's. True when the destination is held, and the failure costs the file nothing. */
  noteFailure(destinationId: DestinationId, uploadId: UploadId, error: UploadError): boolean {
    const state = this.#stateOf(destinationId);
    if (state.flow === 'held') return true;
    state.failedInRow.add(uploadId);
    if (state.flow !== 'trying') {
      if (state.failedInRow.size < filesBeforeHold) return false;
      this.hold(destinationId, 'server-busy', error);
      return true;
    }
    // Each file may fail one try for nothing, so an outage costs nobody; the second counts, or files that never succeed would be tried for ever.
    const isFirstTry = !state.triedInRow.has(uploadId);
    state.triedInRow.add(uploadId);
    this.hold(destinationId, 'server-busy', error);
    return isFirstTry;
  }

  /** Whether cut connections were the outage and not the file; once for each file, or one that makes its server crash would be tried for ever. */
  forgives(destinationId: DestinationId, uploadId: UploadId): boolean {
    const { forgivenInRow } = this.#stateOf(destinationId);
    if (forgivenInRow.has(uploadId)) return false;
    forgivenInRow.add(uploadId);
    return true;
  }

  /** A file failed for good: unless its source was to blame, the destination answered, so it is alive. */
  noteSettledFailure(destinationId: DestinationId, error: UploadError): void {
    const state = this.#states.get(destinationId);
    if (state?.flow !== 'trying' || error.code.startsWith('source-')) return;
    state.flow = 'flowing';
    this.#options.onChange(destinationId);
  }

  hold(destinationId: DestinationId, reason: WaitReason, error: UploadError): void {
    const state = this.#stateOf(destinationId);
    const nextRetryAt = this.#retryAt(state, reason, error);
    // Several files report the same outage: the first hold stands, unless the server asked for a longer pause.
    if (state.flow === 'held' && state.hold !== null) {
      if (state.hold.retryAt === null || (nextRetryAt !== null && nextRetryAt <= state.hold.retryAt)) return;
      if (error.retryAfterMs === null && nextRetryAt !== null) return;
    } else {
      state.holdsInRow += 1;
    }
    this.#begin(destinationId, state, error, { reason, error: error.toPlain(), retryAt: nextRetryAt });
  }

  /** The machine woke up or its network changed: looks again, but not where the server itself asked for silence. */
  probeAfterWake(): void {
    for (const [id, state] of this.#states) {
      if (state.flow !== 'held') continue;
      if (state.isProbing) state.isProbeStale = true;
      else if (this.silentForMs(id) === 0) void this.#probe(id, state);
      // Its timer may have slept too.
      else this.#setTimer(id, state);
    }
  }

  /** The clock was set back by so many milliseconds: what was to come in a minute still comes in a minute. */
  setBack(byMs: number): void {
    for (const [id, state] of this.#states) {
      const { hold } = state;
      if (hold === null || hold.retryAt === null || state.isProbing) continue;
      state.hold = { ...hold, retryAt: hold.retryAt - byMs };
      this.#options.onChange(id);
    }
  }

  /** A person asks to look again now. */
  probeNow(destinationId?: DestinationId): void {
    const ids = destinationId === undefined ? this.heldIds() : [destinationId];
    for (const id of ids) {
      const state = this.#states.get(id);
      if (state?.flow === 'held') void this.#probe(id, state);
    }
  }

  /** It is another server from now on: what was known of the old one counts no more. */
  forget(destinationId: DestinationId): void {
    const state = this.#states.get(destinationId);
    if (state === undefined) return;
    state.cancelTimer?.();
    this.#states.delete(destinationId);
    this.#options.onChange(destinationId);
  }

  close(): void {
    for (const state of this.#states.values()) state.cancelTimer?.();
    this.#states.clear();
  }

  #stateOf(destinationId: DestinationId): BreakerState {
    let state = this.#states.get(destinationId);
    if (state === undefined) {
      state = newBreakerState();
      this.#states.set(destinationId, state);
    }
    return state;
  }

  #retryAt(state: BreakerState, reason: WaitReason, error: UploadError): number | null {
    const { clock, randomness } = this.#options;
    if (reason === 'sign-in') return null;
    const fraction = randomness.fraction();
    const silentMs = Math.max(error.retryAfterMs ?? 0, restOfSilence(state.silence, clock));
    const afterSilenceMs = silentMs + Math.min(longestSpreadMs, silentMs / 10) * fraction;
    const needsPerson = reason === 'destination-full' || reason === 'destination-wrong' || reason === 'not-trusted';
    const ceiling = Math.min(longestHoldMs, firstHoldMs * 2 ** Math.min(state.holdsInRow, 10));
    // Half fixed, half random: clients spread out, and none comes back at once.
    const backoff = needsPerson ? personHoldMs : ceiling / 2 + (ceiling / 2) * fraction;
    return Math.ceil(clock.now() + Math.max(backoff, afterSilenceMs));
  }

  #begin(destinationId: DestinationId, state: BreakerState, error: UploadError, hold: Hold): void {
    state.flow = 'held';
    state.hold = hold;
    if (error.retryAfterMs !== null && error.retryAfterMs > restOfSilence(state.silence, this.#options.clock)) {
      state.silence = silenceOf(error.retryAfterMs, this.#options.clock);
      this.#options.onSilence(destinationId, state.silence.until);
    }
    this.#setTimer(destinationId, state);
    this.#options.onChange(destinationId);
  }

  #setTimer(destinationId: DestinationId, state: BreakerState): void {
    state.cancelTimer?.();
    state.cancelTimer = null;
    const retryAt = state.hold?.retryAt ?? null;
    if (retryAt === null) return;
    const delayMs = Math.max(0, retryAt - this.#options.clock.now());
    state.cancelTimer = this.#options.clock.setTimer(() => void this.#probe(destinationId, state), delayMs);
  }

  async #probe(destinationId: DestinationId, state: BreakerState): Promise<void> {
    if (state.isProbing) return;
    state.cancelTimer?.();
    state.cancelTimer = null;
    if (!this.#options.isWanted(destinationId)) {
      // Whoever wants it next must know of the silence.
      if (this.silentForMs(destinationId) > 0) return this.#setTimer(destinationId, state);
      this.#states.delete(destinationId);
      this.#options.onChange(destinationId);
      return;
    }
    state.isProbing = true;
    state.isProbeStale = false;
    const asked = state.hold;
    const error = await this.#options.probe(destinationId).then(
      () => null,
      (reason: unknown) => (reason instanceof UploadError ? reason : new UploadError('internal', { cause: reason })),
    );
    state.isProbing = false;
    if (this.#states.get(destinationId) !== state || state.hold === null) return;
    if (state.hold !== asked) {
      // While the probe was under way a file heard something newer, such as a longer pause: that counts.
      this.#setTimer(destinationId, state);
      return;
    }
    if (error === null) {
      state.flow = 'trying';
      state.hold = null;
      // It may have been a person who asked, before the time was over.
      if (state.silence !== null) this.#options.onSilence(destinationId, null);
      state.silence = null;
      state.failedInRow.clear();
      this.#options.onChange(destinationId);
      return;
    }
    // An answer is one, whenever it was asked for.
    if (state.isProbeStale && (isCut(error) || error.failureClass === 'unreachable')) return this.#probe(destinationId, state);
    state.holdsInRow += 1;
    const reason = holdReasonOf(error, asked?.reason ?? 'destination-unreachable');
    this.#begin(destinationId, state, error, { reason, error: error.toPlain(), retryAt: this.#retryAt(state, reason, error) });
  }
}
