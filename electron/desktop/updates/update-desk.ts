import type { PlainError } from '../../../shared/error-codes.ts';
import type { UpdateLook, UpdateNotice } from '../../../shared/update.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import type { UpdatePhase } from './look-as-now.ts';
import { lookAsNow } from './look-as-now.ts';
import { mayGoBack } from './may-go-back.ts';
import type { OutcomeNotice } from './outcome-of-last-time.ts';
import { outcomeOfLastTime } from './outcome-of-last-time.ts';
import type { ProcessEnd } from './process-end.ts';
import type { UpdateDeskOptions } from './update-desk-options.ts';
import { updateErrorOf } from './update-error-of.ts';
import type { UpdateSupport } from './update-support.ts';
import type { FoundUpdate, UpdaterPort } from './updater-port.ts';

const hourMs = 3_600_000;
/** A start has better things to do at first. */
const firstLookMs = 15_000;
const everyMs = 6 * hourMs;
/** A look that somebody asks for within so long of the last one is answered by that. */
const freshMs = 10_000;

/** Looks for updates now and then, downloads them beside the uploads, and installs one only when nothing is on its way and everything is written down. */
export class UpdateDesk {
  readonly #options: UpdateDeskOptions;
  readonly #stopListening: () => void;
  #support: UpdateSupport | null = null;
  #updater: UpdaterPort | null = null;
  #phase: UpdatePhase = 'idle';
  #found: FoundUpdate | null = null;
  #told: OutcomeNotice | null;
  #isPostponed = false;
  #looking: Promise<UpdateLook> | null = null;
  #last: { readonly look: UpdateLook; readonly atMs: number } | null = null;
  /** Grows when what is under way is not wanted any more. */
  #round = 0;
  #isClosed = false;
  #cancelTimer: () => void = () => undefined;

  constructor(options: UpdateDeskOptions) {
    this.#options = options;
    let before = JSON.stringify(options.settings.current().updates);
    this.#stopListening = options.settings.onChange(({ updates }) => {
      const now = JSON.stringify(updates);
      if (now !== before) this.#chosenAnew();
      before = now;
    });
    this.#told = outcomeOfLastTime(options.memory, options.version, options.log);
    this.#lookIn(firstLookMs);
  }

  notice(): UpdateNotice | null {
    if (this.#found !== null && this.#isComing()) return { kind: 'draining', version: this.#found.version };
    if (this.#found !== null && this.#phase === 'ready' && !this.#isPostponed)
      return { kind: 'ready', ...this.#found, needsPassword: !this.#installsAlone() };
    return this.#told;
  }

  /** Somebody asks. */
  async look(): Promise<UpdateLook> {
    if (this.#phase === 'ready') this.#isPostponed = false;
    const isFresh = this.#last !== null && this.#options.clock.monotonicNow() - this.#last.atMs < freshMs;
    const look = isFresh && this.#last !== null ? this.#last.look : await this.#look();
    this.#options.onChange();
    return lookAsNow(look, this.#phase, this.#updater?.heldBy() ?? null);
  }

  /** Restarts for the update that is ready, once nothing is on its way. Throws `not-possible-now` where none is. */
  restart(): void {
    if (this.#phase !== 'ready' || this.#found === null)
      throw new UploadError('not-possible-now', { details: { reason: 'No update is ready.' } });
    const { version } = this.#found;
    this.#options.log.write('info', 'update-drains', { version });
    this.#phase = 'draining';
    this.#options.onChange();
    void this.#options.engine.drain().then((isDone) => {
      if (!isDone) return;
      // Called off in the same moment.
      if (this.#phase !== 'draining') return this.#options.engine.endDrain();
      this.#phase = 'installing';
      this.#options.quit();
    });
  }

  /** Not now: what waits for the restart goes on, and the line in the window goes away. */
  postpone(): void {
    if (this.#phase === 'installing') return;
    if (this.#phase === 'draining') {
      this.#phase = 'ready';
      this.#options.engine.endDrain();
    }
    if (this.notice()?.kind === 'ready') this.#isPostponed = true;
    else this.#told = null;
    this.#options.onChange();
  }

  /** Installs what is to be installed now. True: Gantry is to be started again. */
  async atEnd({ isWrittenDown, wasIdle, isWantedAgain }: ProcessEnd): Promise<boolean> {
    this.close();
    const { memory, log } = this.#options;
    const isRestart = this.#phase === 'installing';
    const startsAgain = (): boolean => isRestart || isWantedAgain();
    const isWanted = isRestart || (wasIdle && this.#installsByItself());
    if (!isWanted || this.#found === null || this.#updater === null) return startsAgain();
    const { version } = this.#found;
    if (!isWrittenDown) log.write('warn', 'update-not-installed', { version, reason: 'not written down' });
    if (!isWrittenDown) return startsAgain();
    memory.write({ pending: version, reason: null });
    try {
      const restarts = startsAgain();
      log.write('info', 'update-installs', { version, restarts });
      // An installer that takes over starts the new one itself, and must not meet the old one.
      return (await this.#updater.install(restarts)) === 'replaced' && startsAgain();
    } catch (error) {
      const { details } = updateErrorOf(error);
      log.write('error', 'update-not-installed', { version, error });
      memory.write({ reason: details.reason ?? 'not-installed', failed: version });
      return startsAgain();
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#stopListening();
    this.#cancelTimer();
    this.#round += 1;
    if (this.#phase === 'downloading') this.#updater?.callOff();
  }

  #isComing(): boolean {
    return this.#phase === 'draining' || this.#phase === 'installing';
  }

  #installsAlone(): boolean {
    return this.#support?.kind === 'can' && this.#support.right !== 'pkexec';
  }

  /** At an ordinary end: never what is older, what asks for a password, or what has failed before. */
  #installsByItself(): boolean {
    const { settings, memory } = this.#options;
    const isReady = this.#phase === 'ready' && this.#found !== null && !this.#found.isOlder;
    return isReady && this.#installsAlone() && settings.current().updates.isOn && memory.read().failed !== this.#found?.version;
  }

  /** Another channel, or none of it any more. */
  #chosenAnew(): void {
    this.#round += 1;
    if (this.#phase === 'downloading') this.#updater?.callOff();
    if (this.#phase === 'draining') this.#options.engine.endDrain();
    if (this.#phase !== 'installing') {
      this.#phase = 'idle';
      this.#found = null;
    }
    this.#last = null;
    this.#looking = null;
    this.#lookIn(firstLookMs);
    this.#options.onChange();
  }

  #lookIn(delayMs: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#options.clock.setTimer(() => {
      void this.#look().then((look) => {
        if (look.kind === 'off' || look.kind === 'cannot') return;
        // Spread, so that not everybody looks at once.
        this.#lookIn(look.kind === 'failed' ? hourMs : everyMs + this.#options.randomness.fraction() * hourMs);
      });
    }, delayMs);
  }

  #look(): Promise<UpdateLook> {
    const round = this.#round;
    this.#looking ??= this.#lookNow(round).then((look) => {
      if (round === this.#round) {
        this.#looking = null;
        this.#last = { look, atMs: this.#options.clock.monotonicNow() };
      }
      return look;
    });
    return this.#looking;
  }

  /** What was being looked for is not what is wanted any more: the answer is that of now. */
  async #lookAnew(): Promise<UpdateLook> {
    return this.#isClosed ? { kind: 'off' } : await this.#look();
  }

  async #lookNow(round: number): Promise<UpdateLook> {
    const { settings, memory, version, createUpdater, findSupport, log } = this.#options;
    const { isOn, channel } = settings.current().updates;
    if (!isOn) return { kind: 'off' };
    try {
      this.#support ??= await findSupport();
      if (this.#support.kind === 'cannot') return this.#support;
      if (this.#isComing() || this.#phase === 'downloading') return { kind: 'coming', version: this.#found?.version ?? version };
      this.#updater ??= await createUpdater(this.#support);
      if (round !== this.#round) return await this.#lookAnew();
      const found = await this.#updater.find(channel, mayGoBack(memory, channel, version));
      if (round !== this.#round) return await this.#lookAnew();
      if (this.#isComing()) return { kind: 'coming', version: this.#found?.version ?? version };
      if (found !== null && this.#phase === 'ready' && found.version === this.#found?.version)
        return { kind: 'ready', version: found.version };
      this.#found = found;
      // What was ready is not offered any more, or something newer is.
      this.#phase = 'idle';
      this.#isPostponed = false;
      if (found === null) return { kind: 'current', version };
      log.write('info', 'update-found', { ...found });
      void this.#download(this.#updater, found, round);
      return { kind: 'coming', version: found.version };
    } catch (error) {
      log.write('warn', 'update-not-found-out', { error });
      return { kind: 'failed', error: updateErrorOf(error).toPlain() };
    }
  }

  async #download(updater: UpdaterPort, { version }: FoundUpdate, round: number): Promise<void> {
    const { log, onChange } = this.#options;
    this.#phase = 'downloading';
    let error: PlainError | null = null;
    try {
      await updater.download();
    } catch (cause) {
      log.write('warn', 'update-not-downloaded', { version, error: cause });
      error = updateErrorOf(cause).toPlain();
    }
    if (round !== this.#round) return;
    this.#phase = error === null ? 'ready' : 'idle';
    if (error === null) log.write('info', 'update-ready', { version });
    else this.#notDownloaded(error);
    onChange();
  }

  #notDownloaded(error: PlainError): void {
    // Whoever asks now is not told that it is coming.
    this.#last = { look: { kind: 'failed', error }, atMs: this.#options.clock.monotonicNow() };
    // A line that broke is nothing to be told of: it is tried again.
    if (error.details.reason === 'unreachable') this.#lookIn(hourMs);
    else this.#told = { kind: 'failed', error };
  }
}
