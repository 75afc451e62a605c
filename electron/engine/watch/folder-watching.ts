import type { WatchId } from '../../../shared/ids.ts';
import type { PlainText } from '../../../shared/language/text.ts';
import { isSettled } from '../../../shared/upload.ts';
import type { WatchedFolder } from '../../../shared/watched-folder.ts';
import { usualWatchRules } from '../../../shared/watched-folder.ts';
import type { WatchChange, WatchedFolders, WatchRequest } from '../engine.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { UploadRecord } from '../queue/upload-record.ts';
import { AfterArrival } from './after-arrival.ts';
import { checkWatchedPath } from './check-watched-path.ts';
import { FolderWatch } from './folder-watch.ts';
import { freeTargetName } from './free-target-name.ts';
import { showWatch } from './show-watch.ts';
import { WantedWatch } from './wanted-watch.ts';
import { WatchIntake } from './watch-intake.ts';
import type { FolderIdentity, WatchRecord } from './watch-record.ts';
import { watchedEndOf } from './watched-end-of.ts';
import { WatchedRoot } from './watched-root.ts';
import type { FolderWatchingOptions } from './watching-options.ts';

interface Attended {
  record: WatchRecord;
  readonly root: WatchedRoot;
  readonly after: AfterArrival;
  /** null: it is paused, or this process watches nothing. */
  looks: FolderWatch | null;
}

/** All watched folders: what is written down of them, and one look after each as long as this process watches. */
export class FolderWatching implements WatchedFolders {
  readonly #options: FolderWatchingOptions;
  readonly #intake: WatchIntake;
  readonly #wanted: WantedWatch;
  readonly #attended = new Map<WatchId, Attended>();
  #isClosed = false;

  constructor(options: FolderWatchingOptions) {
    this.#options = options;
    this.#intake = new WatchIntake(options);
    this.#wanted = new WantedWatch(options);
    this.#catchUp();
    for (const record of options.store.folders()) this.#attend(record);
  }

  list(): readonly WatchedFolder[] {
    const { queue, store } = this.#options;
    queue.commit();
    return store.folders().map((record) => this.#show(record));
  }

  async add(request: WatchRequest): Promise<WatchedFolder> {
    const { store, ports } = this.#options;
    this.#wanted.requireDestination(request.destinationId);
    const rules = this.#wanted.rulesFrom(usualWatchRules, request.rules);
    const afterwards = await this.#wanted.afterwardsFrom(request.afterwards);
    const { path, identity } = await this.#wanted.folderAt(request.path);
    const wasAt = await this.#renamedTo(identity);
    const keptOut = await this.#wanted.keptOut(request.destinationId);
    // From here on without a pause, or two requests at once would both pass.
    const renamed = wasAt !== null && this.#attended.get(wasAt.record.watchId) === wasAt ? wasAt : null;
    const others = this.#othersThan(renamed);
    checkWatchedPath({ path, afterwards }, others, keptOut);
    const { destinationId } = request;
    const targetName = freeTargetName(path, destinationId, others);
    const record: WatchRecord =
      renamed === null
        ? {
            ...{ watchId: ports.randomness.uuid() as WatchId, path, identity, targetName, destinationId },
            ...{ rules, afterwards, isOn: true, sent: 0, createdAt: ports.clock.now() },
          }
        : { ...renamed.record, path, identity, destinationId, rules, afterwards, isOn: true };
    store.putFolder(record);
    // At once, so that no file settles in between unnoticed.
    const left = renamed === null ? Promise.resolve() : this.#leave(renamed);
    this.#attend(record, left);
    await left;
    ports.log.write('info', 'watched-folder-added', { path, afterwards: afterwards.kind, isRenamed: renamed !== null });
    return this.#show(record);
  }

  /** What is known of its files stays, so that nothing that was sent is sent again, also not to another destination. */
  async change(watchId: WatchId, { destinationId, rules, afterwards }: WatchChange): Promise<WatchedFolder> {
    const { store, queue, ports } = this.#options;
    if (destinationId !== undefined) this.#wanted.requireDestination(destinationId);
    const wanted = afterwards === undefined ? null : await this.#wanted.afterwardsFrom(afterwards);
    const keptOut = await this.#wanted.keptOut(destinationId ?? this.#of(watchId).record.destinationId);
    // In one turn from here on, as in `add`: nothing can change between this look and what follows from it.
    if (destinationId !== undefined) this.#wanted.requireDestination(destinationId);
    const attended = this.#of(watchId);
    const before = attended.record;
    const record: WatchRecord = {
      ...before,
      ...{ destinationId: destinationId ?? before.destinationId, afterwards: wanted ?? before.afterwards },
      rules: this.#wanted.rulesFrom(before.rules, rules),
    };
    checkWatchedPath(record, this.#othersThan(attended), keptOut);
    queue.commit();
    store.putFolder(record);
    if (record.afterwards.kind === 'leave') queue.alsoWrite(() => store.leaveArrived(watchId));
    const left = this.#leave(attended);
    this.#attend(record, left);
    await left;
    ports.log.write('info', 'watched-folder-changed', { path: record.path, afterwards: record.afterwards.kind });
    return this.#show(record);
  }

  async remove(watchId: WatchId): Promise<void> {
    const attended = this.#of(watchId);
    // What was noted of its files goes to the disk first, and then with it. Where the disk refuses, all stays as it is.
    this.#options.queue.commit();
    this.#options.store.removeFolder(watchId);
    await this.#leave(attended);
  }

  pause(watchId: WatchId): WatchedFolder {
    const attended = this.#of(watchId);
    this.#change(attended, false);
    attended.looks?.close();
    attended.looks = null;
    return this.#show(attended.record);
  }

  /** What failed and is no longer in the list is taken again. */
  resume(watchId: WatchId): WatchedFolder {
    const attended = this.#of(watchId);
    this.#options.queue.commit();
    this.#options.store.forgetFailed(watchId);
    this.#change(attended, true);
    if (attended.looks === null) attended.looks = this.#looksAt(attended);
    else attended.looks.scanSoon();
    return this.#show(attended.record);
  }

  /** Files of the queue have changed, and that is on disk. */
  settled(records: readonly UploadRecord[]): void {
    const { queue, store } = this.#options;
    for (const record of records) {
      const watchId = isSettled(record.status) ? (queue.batches.get(record.batchId)?.watchId ?? null) : null;
      const attended = watchId === null ? undefined : this.#attended.get(watchId);
      if (watchId === null || attended === undefined) continue;
      const { targetName, afterwards } = attended.record;
      const relativePath = record.relativePath.slice(targetName.length + 1);
      const end = watchedEndOf(record, afterwards);
      queue.alsoWrite(() => store.endFile(watchId, relativePath, end));
      if (end.sent !== null && end.state === 'sent') attended.after.leave(relativePath);
      attended.after.lookSoon();
    }
  }

  /** The machine woke, or its network came back. */
  scanSoon(): void {
    for (const { looks } of this.#attended.values()) looks?.scanSoon();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#attended.values()].map((attended) => this.#leave(attended)));
  }

  /** A disk that refuses keeps nobody from starting: each start makes up for the one before. */
  #catchUp(): void {
    const { store, ports } = this.#options;
    try {
      store.catchUp();
    } catch (error) {
      ports.log.write('warn', 'watched-folders-not-caught-up', { error });
    }
  }

  #attend(record: WatchRecord, predecessor = Promise.resolve()): void {
    const { ports, disk } = this.#options;
    const watch = (): WatchRecord => attended.record;
    const root = new WatchedRoot({ disk, clock: ports.clock, watch });
    const attended: Attended = {
      ...{ record, root, looks: null },
      after: new AfterArrival({
        ...this.#options,
        ...{ clock: ports.clock, log: ports.log, trash: ports.trash ?? null, predecessor },
        ...{ watch, root },
        onChanged: (relativePath) => attended.looks?.lookAgain(relativePath),
      }),
    };
    this.#attended.set(record.watchId, attended);
    attended.looks = this.#looksAt(attended);
    // What had arrived when the last process ended.
    if (this.#options.isWatching) attended.after.lookSoon();
  }

  #looksAt(attended: Attended): FolderWatch | null {
    const { isWatching, ports, defaults } = this.#options;
    if (!isWatching || !attended.record.isOn || this.#isClosed) return null;
    return new FolderWatch({
      ...this.#options,
      ...{ clock: ports.clock, log: ports.log, events: ports.folderEvents ?? null },
      leaveOut: () => defaults().leaveOut,
      ...{ watch: () => attended.record, root: attended.root },
      give: (files, signal) => this.#intake.give(attended.record, files, signal),
      onLooked: () => attended.after.lookSoon(),
    });
  }

  async #leave(attended: Attended): Promise<void> {
    this.#attended.delete(attended.record.watchId);
    attended.looks?.close();
    await attended.after.close();
  }

  #change(attended: Attended, isOn: boolean): void {
    const record = { ...attended.record, isOn };
    this.#options.store.putFolder(record);
    attended.record = record;
  }

  #show(record: WatchRecord): WatchedFolder {
    const { store, destinations, isWatching } = this.#options;
    const attended = this.#attended.get(record.watchId);
    return showWatch(record, {
      destinationName: destinations.nameOf(record.destinationId),
      counts: store.counts(record.watchId),
      isWatching,
      looks: attended?.looks?.view() ?? null,
      problem: attended?.after.problem ?? null,
    });
  }

  #of(watchId: WatchId): Attended {
    const attended = this.#attended.get(watchId);
    if (attended === undefined) throw refused('That folder is not watched.');
    return attended;
  }

  #othersThan(one: Attended | null): readonly WatchRecord[] {
    return [...this.#attended.values()].filter((other) => other !== one).map(({ record }) => record);
  }

  /** The watched folder that was renamed to this one: it goes on with what it knows. */
  async #renamedTo({ inode, device }: FolderIdentity): Promise<Attended | null> {
    for (const attended of this.#attended.values()) {
      const { identity, path } = attended.record;
      if (identity.inode !== inode || identity.device !== device) continue;
      if ((await this.#options.disk.look(path)).kind === 'gone') return attended;
    }
    return null;
  }
}

function refused(reason: PlainText): UploadError {
  return new UploadError('bad-request', { details: { reason } });
}
