import { numberedName } from '../../../shared/numbered-name.ts';
import type { UnfinishedOwner } from '../../../shared/unfinished.ts';
import { isActive } from '../../../shared/upload.ts';
import type { Checkpoint, UnfinishedUpload, UnfinishedUploads } from '../protocols/protocol.ts';
import type { UploadRecord } from '../queue/upload-record.ts';

/** Names that a file may get beside one that is there; more than that are not tried. */
const mostNumbers = 1_000;

export interface OwnersOptions {
  readonly idOf: UnfinishedUploads['idOf'];
  /** The files of the list at this destination that are in memory: all that are not settled. */
  readonly live: () => Iterable<UploadRecord>;
  readonly isRunning: (record: UploadRecord) => boolean;
  /** Of failed files: a retry goes on with theirs. */
  readonly failed: readonly UploadRecord[];
  /** Of files that left the list. */
  readonly left: readonly Checkpoint[];
}

/** Tells whose each unfinished upload of one destination is; asked anew, it looks at the files as they are then. */
export class UnfinishedOwners {
  readonly #options: OwnersOptions;
  /** Ids that some file of the list had since this was made: it grows, for what fails meanwhile may be retried. */
  readonly #ofQueue = new Set<string>();
  readonly #ofGantry: ReadonlySet<string>;

  constructor(options: OwnersOptions) {
    this.#options = options;
    for (const record of options.failed) this.#note(record);
    this.#ofGantry = new Set(options.left.map((checkpoint) => options.idOf(checkpoint)).filter((id) => id !== null));
  }

  ownerOf(upload: UnfinishedUpload): UnfinishedOwner {
    const { idOf, live, isRunning } = this.#options;
    let isCancelledOne = false;
    let mayBeNamedSo = false;
    for (const record of live()) {
      const isMoving = isActive(record.status) || isRunning(record);
      // A cancelled file needs it no more, but its last request may still be on the way.
      if (record.status === 'cancelled' && !isMoving) {
        isCancelledOne ||= record.checkpoint !== null && idOf(record.checkpoint) === upload.id;
        continue;
      }
      this.#note(record);
      // Between the server's answer to a creation and the checkpoint on disk it is known by its name alone.
      mayBeNamedSo ||= isMoving && mayHaveName(record.relativePath, upload.relativePath);
    }
    if (mayBeNamedSo || this.#ofQueue.has(upload.id)) return 'queue';
    return isCancelledOne || this.#ofGantry.has(upload.id) ? 'gantry' : 'other';
  }

  #note({ checkpoint }: UploadRecord): void {
    const id = checkpoint === null ? null : this.#options.idOf(checkpoint);
    if (id !== null) this.#ofQueue.add(id);
  }
}

/** Whether a file that is to arrive under the first name may be on its way under the second: `a.txt` as `a (2).txt`. */
function mayHaveName(wanted: string, found: string): boolean {
  if (wanted === found) return true;
  const number = Number(/ \((\d+)\)[^/]*$/u.exec(found)?.[1] ?? Number.NaN);
  if (!(number >= 2 && number <= mostNumbers)) return false;
  const slash = wanted.lastIndexOf('/') + 1;
  return wanted.slice(0, slash) + numberedName(wanted.slice(slash), number) === found;
}
