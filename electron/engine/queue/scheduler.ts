import type { DestinationId, UploadId } from '../../../shared/ids.ts';
import type { EngineLog } from '../engine-log.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { Outcome } from '../outcome.ts';
import type { Clock, Log } from '../ports.ts';
import type { ProcessUploadOptions } from '../process-upload-options.ts';
import { processUploadWithRetry } from '../process-upload-with-retry.ts';
import type { Checkpoint } from '../protocols/protocol.ts';
import type { DestinationBreaker } from '../retry/destination-breaker.ts';
import type { ArrivedNames } from './arrived-names.ts';
import { BarredDestinations } from './barred-destinations.ts';
import { HandleLimit } from './handle-limit.ts';
import { mayBegin } from './may-begin.ts';
import { nextLane } from './next-lane.ts';
import type { Queue } from './queue.ts';
import { createRunEvents } from './run-events.ts';
import { RunningFiles } from './running-files.ts';
import type { SchedulerLane } from './scheduler-lane.ts';
import { createSchedulerLane } from './scheduler-lane.ts';
import { settleRun } from './settle-run.ts';
import type { UploadRecord } from './upload-record.ts';
import { WaitingRoom } from './waiting-room.ts';

export interface SchedulerOptions {
  readonly queue: Queue;
  readonly breaker: DestinationBreaker;
  readonly arrived: ArrivedNames;
  readonly clock: Clock;
  readonly log: Log;
  readonly engineLog: Pick<EngineLog, 'uploadFailed'>;
  readonly concurrency: number;
  /** Everything that one run needs and that the scheduler does not know. */
  readonly runOptions: (
    record: UploadRecord,
  ) => Pick<ProcessUploadOptions, 'protocol' | 'probe' | 'openSource' | 'fingerprintOf' | 'isSourceAway' | 'randomness' | 'disruptions'>;
  /** What a file will write down before its first byte; null where that is not known before its turn. */
  readonly planOf: (record: UploadRecord) => Checkpoint | null;
  /** The disk or folder of a file that waits for it is still gone. */
  readonly isSourceAway: (record: UploadRecord) => Promise<boolean>;
  /** It must not begin before it is known whether its name is taken, and what is then to be done. */
  readonly onUndecided: (record: UploadRecord) => void;
  readonly onBytesMoved: (record: UploadRecord) => void;
  /** It has written down how far it is; resolves when it may go on. */
  readonly onCheckpointKept: (record: UploadRecord) => Promise<void>;
  /** A run ended: its slot is free, and what it changed may be shown. */
  readonly onRunEnded: (record: UploadRecord) => void;
}

/** Gives slots to queued files, runs them, and decides by their outcome what comes next. */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #lanes = new Map<DestinationId, SchedulerLane>();
  readonly #runs = new RunningFiles();
  readonly #waitingRoom: WaitingRoom;
  readonly #handleLimit: HandleLimit;
  readonly #barred = new BarredDestinations();
  #concurrency: number;
  #isHalted = false;
  #mayBegin = true;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#concurrency = options.concurrency;
    this.#handleLimit = new HandleLimit(options.clock);
    this.#waitingRoom = new WaitingRoom({
      ...options,
      onReady: (record) => {
        this.enter(record);
        this.pump();
      },
    });
  }

  get runningCount(): number {
    return this.#runs.count;
  }

  isRunning(uploadId: UploadId): boolean {
    return this.#runs.get(uploadId) !== null;
  }

  setConcurrency(concurrency: number): void {
    this.#concurrency = concurrency;
    this.pump();
  }

  /** Takes a queued or waiting file in; it starts when a slot and its destination are free. */
  enter(record: UploadRecord): void {
    this.#waitingRoom.remove(record.uploadId);
    if (record.status === 'queued' && record.conflictState !== null) this.#options.onUndecided(record);
    else if (record.status === 'queued') this.#laneOf(record.destinationId).files.push(record);
    else if (record.status === 'waiting') this.#waitingRoom.add(record);
  }

  /** Takes files in, and begins with as many as there are free slots for. */
  takeIn(records: readonly UploadRecord[]): void {
    for (const record of records) this.enter(record);
    this.pump();
  }

  /** Fills the free slots. */
  pump(): void {
    while (!this.#isHalted && this.#mayBegin && this.#runs.haveRoom(this.#concurrency) && this.#runs.count < this.#handleLimit.most) {
      const lane = nextLane(this.#views());
      const record = lane?.lane.files.pop() ?? null;
      if (lane === null || record === null) return;
      this.#start(record, lane.lane);
    }
  }

  /** Aborts a file's run; resolves when its slot is free. The caller has moved the file already. */
  async stop(uploadId: UploadId): Promise<void> {
    const run = this.#runs.get(uploadId);
    run?.controller.abort(new DOMException('stopped', 'AbortError'));
    await run?.ended;
  }

  /** The queue cannot be written, or the host ends: nothing new starts, and what runs goes back to the queue. */
  async halt(): Promise<void> {
    this.#isHalted = true;
    await Promise.all([...this.#runs.all()].map(({ record }) => this.stop(record.uploadId)));
  }

  goOn(): void {
    this.#isHalted = false;
    this.pump();
  }

  /** The files on their way. */
  *running(): Iterable<UploadRecord> {
    for (const { record } of this.#runs.all()) yield record;
  }

  /** Whether new files may begin; what runs is not touched. */
  letBegin(mayBegin: boolean): void {
    this.#mayBegin = mayBegin;
    this.pump();
  }

  /** Nothing new starts there until whoever barred it has said `unbar`; what runs is not touched. */
  bar(destinationId: DestinationId): void {
    this.#barred.bar(destinationId);
  }

  unbar(destinationId: DestinationId): void {
    this.#barred.unbar(destinationId);
    this.pump();
  }

  /** The breaker changed its mind about a destination. */
  destinationChanged(destinationId: DestinationId): void {
    this.#waitingRoom.destinationChanged(destinationId);
    this.pump();
  }

  /** The machine woke up. */
  wake(): void {
    this.#waitingRoom.lookAgain();
  }

  /** The clock was set back by so many milliseconds. */
  setBack(byMs: number): void {
    this.#waitingRoom.setBack(byMs);
  }

  close(): void {
    this.#isHalted = true;
    this.#waitingRoom.close();
  }

  *#views() {
    for (const lane of this.#lanes.values()) {
      // Paused and cancelled files stay in the heap until they come to its head.
      while (lane.files.head !== null && !mayBegin(lane.files.head)) lane.files.pop();
      yield {
        lane,
        flow: this.#barred.has(lane.destinationId) ? ('held' as const) : this.#options.breaker.flowOf(lane.destinationId),
        active: lane.active,
        headPosition: lane.files.head?.position ?? null,
      };
    }
  }

  #laneOf(destinationId: DestinationId): SchedulerLane {
    const lane = this.#lanes.get(destinationId) ?? createSchedulerLane(destinationId, this.#options);
    this.#lanes.set(destinationId, lane);
    return lane;
  }

  #start(record: UploadRecord, lane: SchedulerLane): void {
    const { queue } = this.#options;
    // One that was paused and resumed within one run is still on its way out.
    const before = this.#runs.before(record);
    if (before !== null) {
      void before.ended.then(() => {
        this.enter(record);
        this.pump();
      });
      return;
    }
    if (!queue.move(record, 'checking', { error: null })) return;
    record.runNumber += 1;
    lane.active += 1;
    const controller = new AbortController();
    const ended = this.#run(record, controller.signal).then((outcome) => {
      lane.active -= 1;
      this.#runs.remove(record);
      // From here on the run is a ghost: a protocol that still calls back writes nothing.
      record.runNumber += 1;
      this.#settle(record, outcome);
      this.#options.onRunEnded(record);
      this.pump();
    });
    // The run has taken it over: from here on it may have begun.
    record.plan = null;
    record.isFromBefore = false;
    this.#runs.add({ record, controller, ended });
    lane.planAhead.noteBegun();
  }

  async #run(record: UploadRecord, signal: AbortSignal): Promise<Outcome> {
    const { arrived, breaker, clock, log, queue, runOptions } = this.#options;
    const onStored = (isStored: boolean): void => {
      this.#runs.noteStored(record, isStored);
      if (isStored) this.pump();
    };
    try {
      const given = runOptions(record);
      return await processUploadWithRetry({ ...record }, queue.batchOf(record), {
        ...given,
        twins: () => arrived.like(record),
        events: createRunEvents({ ...this.#options, record, signal, onStored, isResumable: given.protocol.isResumable }),
        isDestinationHeld: () => breaker.flowOf(record.destinationId) === 'held',
        clock,
        log,
        signal,
      });
    } catch (error) {
      // Not the run but its making: an address that this version cannot read must cost this file and not the whole queue.
      if (!(error instanceof UploadError)) log.write('error', 'a run could not begin', { error });
      return { kind: 'failed', error: error instanceof UploadError ? error : new UploadError('internal', { cause: error }) };
    }
  }

  #settle(record: UploadRecord, outcome: Outcome): void {
    if (outcome.kind === 'destinationHeld' && outcome.reason === 'machine-exhausted') this.#handleLimit.hit(this.#runs.count);
    if (settleRun(record, outcome, this.#options)) this.enter(record);
  }
}
