import type { WaitReason } from '../../../shared/upload.ts';
import { asUploadError } from '../as-upload-error.ts';
import { isCut } from '../errors/is-cut.ts';
import type { UploadError } from '../errors/upload-error.ts';
import type { Outcome } from '../outcome.ts';
import type { ProcessUploadOptions } from '../process-upload-options.ts';
import { sleepOn } from '../source/sleep-on.ts';
import type { BatchInHand, UploadInHand } from '../upload-run.ts';
import type { RetryDecision } from './retry-policy.ts';
import { backoffMs, decideRetry, holdAfterProbe, mostBouncesPerAttempt } from './retry-policy.ts';

/** What the attempts of one run have cost, and what follows from that. */
export class AttemptAccount {
  readonly #maxAttempts: number;
  readonly #options: ProcessUploadOptions;
  #attempt: number;
  #bounces: number;
  #lockedLooks: number;
  #sourceChanges = 0;
  #disruptionsBefore = 0;
  /** Counted attempts in a row that ended with a cut connection. */
  #cutAttempts = 0;
  /** What the destination said when it was asked before the file failed. */
  #heldBy: UploadError | null = null;
  #decision: RetryDecision = { kind: 'fail' };

  constructor(upload: UploadInHand, batch: BatchInHand, options: ProcessUploadOptions) {
    this.#maxAttempts = batch.maxAttempts;
    this.#options = options;
    this.#attempt = upload.attempt;
    this.#bounces = upload.bounces;
    this.#lockedLooks = upload.lockedLooks;
  }

  begin(): void {
    this.#attempt += 1;
    this.#disruptionsBefore = this.#options.disruptions();
    this.#options.events.onAttempt(this.#attempt);
  }

  /** Progress that the server confirmed proves that it lives: the counts begin anew. */
  noteProgress(): void {
    this.#attempt = 1;
    this.#bounces = 0;
  }

  /** Whether the slot is kept for another attempt; waits the backoff before it says yes. */
  async shallGoOn(error: UploadError): Promise<boolean> {
    const { clock, randomness, signal, isDestinationHeld } = this.#options;
    if (isCut(error) && this.#options.disruptions() !== this.#disruptionsBefore) {
      // Its connection died with the machine's sleep or its old network, which is no failure of anything.
      this.#attempt -= 1;
      await sleepOn(clock)(backoffMs(1, randomness.fraction(), null), signal);
      return true;
    }
    this.#decision = await this.#decide(error);
    this.#cutAttempts = isCut(error) ? this.#cutAttempts + 1 : error.failureClass === 'unreachable' ? this.#cutAttempts : 0;
    // A pause of the whole destination, a file that somebody else has open and one whose disk is gone are no failures of the upload.
    const isSourceInTheWay = error.failureClass === 'source-busy' || error.failureClass === 'source-away';
    if (this.#decision.kind === 'holdDestination' || isSourceInTheWay) this.#attempt -= 1;
    if (this.#decision.kind === 'holdDestination') this.#forgiveCuts(isCut(error) ? 1 : 0);
    if (this.#decision.kind !== 'retryInSlot') return false;
    await sleepOn(clock)(this.#decision.delayMs, signal);
    if (!isDestinationHeld()) return true;
    this.#decision = { kind: 'holdDestination', reason: 'server-busy' };
    this.#forgiveCuts(0);
    return false;
  }

  outcomeOf(error: UploadError): Outcome {
    const { events, clock } = this.#options;
    const decision = this.#decision;
    switch (decision.kind) {
      case 'holdDestination':
        events.onAttempt(this.#attempt);
        return { kind: 'destinationHeld', reason: decision.reason, error: this.#heldBy ?? error, wouldHaveFailed: this.#heldBy !== null };
      case 'retryLater':
        events.onAttempt(this.#attempt);
        return { kind: 'retryAt', retryAt: clock.now() + decision.delayMs, reason: decision.reason as WaitReason, error };
      case 'retryInSlot':
      case 'fail':
        return { kind: 'failed', error };
    }
  }

  async #decide(error: UploadError): Promise<RetryDecision> {
    const { events, randomness } = this.#options;
    if (error.failureClass === 'source-changed') this.#sourceChanges += 1;
    if (error.failureClass === 'source-busy') this.#lockedLooks += 1;
    const decision = decideRetry(error, {
      attempt: this.#attempt,
      maxAttempts: this.#maxAttempts,
      bounces: this.#bounces,
      sourceChanges: this.#sourceChanges,
      lockedLooks: this.#lockedLooks,
      fraction: randomness.fraction(),
    });
    const mayBeTheDestination = error.failureClass === 'transient' || error.failureClass === 'throttled';
    if (!mayBeTheDestination || decision.kind === 'holdDestination') return decision;
    if (events.onDestinationFailure(error)) return { kind: 'holdDestination', reason: 'server-busy' };
    return decision.kind === 'fail' ? await this.#holdOrFail(error) : decision;
  }

  /** No file is failed by an outage: before it is, the destination itself is asked. */
  async #holdOrFail(error: UploadError): Promise<RetryDecision> {
    const { probe, signal, log } = this.#options;
    // One that makes its server crash would find it down each time; and a server that asked for silence is not asked before it is over.
    const isSilent = error.failureClass === 'throttled' && error.retryAfterMs !== null;
    if (isSilent || this.#bounces >= this.#maxAttempts * mostBouncesPerAttempt) return { kind: 'fail' };
    try {
      await probe(signal);
      return { kind: 'fail' };
    } catch (thrown) {
      signal.throwIfAborted();
      const said = asUploadError(thrown, log);
      const decision = holdAfterProbe(said);
      if (decision.kind === 'holdDestination') this.#heldBy = said;
      return decision;
    }
  }

  /** The destination turned out to be away: the cuts just before were how that began. `given`: of them, those that cost nothing anyway. */
  #forgiveCuts(given: number): void {
    const cuts = this.#cutAttempts - given;
    this.#cutAttempts = 0;
    if (cuts > 0 && this.#options.events.onCutByOutage()) this.#attempt = Math.max(0, this.#attempt - cuts);
  }
}
