import type { DestinationId } from '../../../shared/ids.ts';
import type { UnfinishedRemoval, UnfinishedRow } from '../../../shared/unfinished.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { Clock, Log } from '../ports.ts';
import type { Protocol, UnfinishedUpload, UnfinishedUploads } from '../protocols/protocol.ts';
import type { Queue } from '../queue/queue.ts';
import type { UploadRecord } from '../queue/upload-record.ts';
import type { LeftUploadStore } from '../storage/left-upload-store.ts';
import { UnfinishedOwners } from './unfinished-owners.ts';
import { withinTime } from './within-time.ts';

const listTimeoutMs = 120_000;
const removeTimeoutMs = 60_000;
const mostAtOnce = 4;

export interface UnfinishedAtDestinationsOptions {
  readonly queue: Pick<Queue, 'live' | 'load' | 'commit'>;
  readonly left: LeftUploadStore;
  /** Throws `destination-unknown`. */
  readonly protocolFor: (destinationId: DestinationId) => Protocol;
  readonly isRunning: (record: UploadRecord) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

type Listed = ReadonlyMap<string, UnfinishedUpload>;

/** Uploads that were begun at a destination and never ended: says whose each is, and removes what no file of the list needs. */
export class UnfinishedAtDestinations {
  readonly #options: UnfinishedAtDestinationsOptions;
  readonly #closing = new AbortController();
  readonly #listed = new Map<DestinationId, Listed>();

  constructor(options: UnfinishedAtDestinationsOptions) {
    this.#options = options;
  }

  /** The oldest first; null where the destination has no such thing, or cannot list it. Throws as a probe would. */
  async list(destinationId: DestinationId): Promise<readonly UnfinishedRow[] | null> {
    const { unfinished } = this.#options.protocolFor(destinationId);
    if (unfinished === undefined) return null;
    const uploads = await this.#ask(destinationId, unfinished);
    // Only now: what began meanwhile is in the queue before it is there.
    const owners = this.#ownersAt(destinationId, unfinished);
    const there = new Set(uploads.map(({ id }) => id));
    this.#forget(destinationId, unfinished, (id) => !there.has(id));
    return uploads
      .map(({ id, relativePath, startedAtMs, storedBytes }, index) => {
        const owner = owners.ownerOf(uploads[index] as UnfinishedUpload);
        return { unfinishedId: id, relativePath, startedAtMs, storedBytes, owner };
      })
      .sort((one, other) => (one.startedAtMs ?? 0) - (other.startedAtMs ?? 0));
  }

  /**
   * Removes those of these ids that are there and that no file of the list needs; the protocol makes sure that each is gone. The queue is looked at
   * again right before each removal. Throws `not-possible-now` where the destination has no such thing, and as a probe would.
   */
  async remove(destinationId: DestinationId, ids: readonly string[]): Promise<readonly UnfinishedRemoval[]> {
    const { unfinished } = this.#options.protocolFor(destinationId);
    if (unfinished === undefined) throw new UploadError('not-possible-now', { details: { reason: 'It keeps no unfinished uploads.' } });
    const there = await this.#seen(destinationId, unfinished, ids);
    const owners = this.#ownersAt(destinationId, unfinished);
    const wanted = [...new Set(ids)];
    const fates = new Map<string, UnfinishedRemoval>();
    const lined = wanted.values();
    const work = async (): Promise<void> => {
      // One iterator for all of them: each takes the next.
      for (const id of lined) fates.set(id, await this.#removeOne(unfinished, owners, id, there.get(id)));
    };
    await Promise.all(Array.from({ length: Math.min(mostAtOnce, wanted.length) }, work));
    this.#forget(destinationId, unfinished, (id) => fates.get(id)?.fate === 'removed');
    return wanted.flatMap((id) => fates.get(id) ?? []);
  }

  /** Stops what is under way. */
  close(): void {
    this.#closing.abort(new UploadError('not-possible-now', { details: { reason: 'Gantry ends.' } }));
  }

  async #removeOne(
    unfinished: UnfinishedUploads,
    owners: UnfinishedOwners,
    unfinishedId: string,
    upload: UnfinishedUpload | undefined,
  ): Promise<UnfinishedRemoval> {
    if (upload === undefined) return { unfinishedId, fate: 'gone', error: null };
    if (owners.ownerOf(upload) === 'queue') return { unfinishedId, fate: 'in-use', error: null };
    try {
      await withinTime(this.#options.clock, removeTimeoutMs, this.#closing.signal, (signal) => unfinished.remove(unfinishedId, signal));
      return { unfinishedId, fate: 'removed', error: null };
    } catch (error) {
      return { unfinishedId, fate: 'failed', error: this.#told(error).toPlain() };
    }
  }

  /** What is gone need not be known again. */
  #forget(destinationId: DestinationId, unfinished: UnfinishedUploads, isGone: (id: string) => boolean): void {
    if (this.#closing.signal.aborted) return;
    const { left } = this.#options;
    for (const checkpoint of left.list(destinationId)) {
      const id = unfinished.idOf(checkpoint);
      if (id === null || isGone(id)) left.forget(destinationId, checkpoint);
    }
  }

  #ownersAt(destinationId: DestinationId, unfinished: UnfinishedUploads): UnfinishedOwners {
    const { queue, left, isRunning } = this.#options;
    this.#closing.signal.throwIfAborted();
    const isThere = (record: UploadRecord): boolean => record.destinationId === destinationId;
    return new UnfinishedOwners({
      idOf: (checkpoint) => unfinished.idOf(checkpoint),
      live: () => [...queue.live()].filter(isThere),
      isRunning,
      failed: queue.load({ destinationId, statuses: ['failed'], isBegun: true }),
      left: left.list(destinationId),
    });
  }

  /** What was last listed there, or all of it anew where that knows one of the ids not: many removals must not ask for it many times. */
  async #seen(destinationId: DestinationId, unfinished: UnfinishedUploads, ids: readonly string[]): Promise<Listed> {
    const known = this.#listed.get(destinationId);
    if (known !== undefined && ids.every((id) => known.has(id))) return known;
    await this.#ask(destinationId, unfinished);
    return this.#listed.get(destinationId) ?? new Map();
  }

  async #ask(destinationId: DestinationId, unfinished: UnfinishedUploads): Promise<readonly UnfinishedUpload[]> {
    try {
      const uploads = await withinTime(this.#options.clock, listTimeoutMs, this.#closing.signal, (signal) => unfinished.list(signal));
      this.#listed.set(destinationId, new Map(uploads.map((upload) => [upload.id, upload])));
      return uploads;
    } catch (error) {
      throw this.#told(error);
    }
  }

  #told(error: unknown): UploadError {
    if (error instanceof UploadError) return error;
    this.#options.log.write('error', 'unfinished uploads could not be looked at in a known way', { error });
    return new UploadError('internal', { cause: error });
  }
}
