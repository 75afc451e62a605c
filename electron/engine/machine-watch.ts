import type { Ports } from './ports.ts';

/** Often enough that a machine which woke up goes on within seconds, and too seldom to cost anything. */
const lookEveryMs = 5_000;
/** Less is a busy machine, or a clock that is being corrected little by little. */
const toleranceMs = 5_000;

export interface MachineWatchOptions extends Pick<Ports, 'clock' | 'network' | 'log'> {
  /** False: nothing is under way that a jump could hurt, so nobody need look. */
  readonly isNeeded: () => boolean;
  /** The clock was set back by so many milliseconds; `onDisruption` follows. */
  readonly onSetBack: (byMs: number) => void;
  /** Connections from before may be dead, and what was waited for may be over or back. */
  readonly onDisruption: () => void;
}

/**
 * Notices that the machine slept, that its clock was set or that its network changed; the first two by the clocks alone, for hosts and
 * systems that do not tell. Two signs, because systems differ: where the monotonic clock stops in sleep (Linux) the wall clock runs away
 * from it, where it goes on a timer is late. A clock that was set forward looks like a sleep.
 */
export class MachineWatch {
  readonly #options: MachineWatchOptions;
  readonly #stopListening: () => void;
  #offsetMs: number;
  #dueMs: number | null = null;
  #cancelTimer: (() => void) | null = null;
  #disruptions = 0;
  #isClosed = false;

  constructor(options: MachineWatchOptions) {
    this.#options = options;
    this.#offsetMs = this.#offset();
    this.#stopListening = options.network.onChange(() => this.disrupt());
  }

  /** How often there was a disruption, until this very moment: whoever just failed wants to know whether one came between. */
  disruptions(): number {
    this.#look();
    return this.#disruptions;
  }

  /** The host knows of one. */
  disrupt(): void {
    this.#disruptions += 1;
    this.#options.onDisruption();
  }

  #look(): void {
    const offsetMs = this.#offset();
    const jumpMs = offsetMs - this.#offsetMs;
    // The usual drift between the two adds up to no jump.
    this.#offsetMs = offsetMs;
    const lateMs = this.#dueMs === null ? 0 : this.#options.clock.monotonicNow() - this.#dueMs;
    if (Math.abs(jumpMs) <= toleranceMs && lateMs <= toleranceMs) return;
    // Set anew first, so that one sleep is told once.
    this.#stop();
    this.keep();
    this.#options.log.write('info', 'time jumped', { jumpMs, lateMs });
    if (jumpMs < -toleranceMs) this.#options.onSetBack(-jumpMs);
    this.disrupt();
  }

  /** Something is under way: looks from now on, until it is through. */
  keep(): void {
    if (this.#isClosed || this.#dueMs !== null || !this.#options.isNeeded()) return;
    this.#dueMs = this.#options.clock.monotonicNow() + lookEveryMs;
    this.#cancelTimer = this.#options.clock.setTimer(() => {
      this.#look();
      this.#stop();
      this.keep();
    }, lookEveryMs);
  }

  close(): void {
    this.#isClosed = true;
    this.#stopListening();
    this.#stop();
  }

  #stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#dueMs = null;
  }

  #offset(): number {
    return this.#options.clock.now() - this.#options.clock.monotonicNow();
  }
}
