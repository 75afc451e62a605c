import { numberedPath } from '../../../../shared/numbered-path.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { Clock } from '../../ports.ts';
import type { Receipt, TransferRequest } from '../protocol.ts';
import { ClaimedName } from '../transport/claimed-name.ts';
import { mayBeName, mostNames } from '../transport/may-be-name.ts';
import type { CaseTwins } from './case-twins.ts';
import { partName } from './part-name.ts';
import { exists, placeIfFree, placeOver } from './place-part.ts';
import { planOfSftp } from './plan-of-sftp.ts';
import { agreesUpTo } from './read-back.ts';
import type { RemoteFolders } from './remote-folders.ts';
import { folderOf, parentOf, remotePath, remoteUrl } from './remote-path.ts';
import type { SftpCheckpoint } from './sftp-checkpoint.ts';
import { readSftpCheckpoint, writeSftpCheckpoint } from './sftp-checkpoint.ts';
import { isMissing } from './sftp-refusal.ts';
import type { SftpSession } from './sftp-session.ts';
import { openFlags } from './sftp-session.ts';
import { writePart } from './write-part.ts';

const sampleBytes = 64 * 1024;
/** Up to this size it costs less to send a file again, after a crash between its last byte and its name, than to write down that it is about to get that. */
const sentAgainBytes = 256 * 1024;

export interface SftpTransferParts {
  readonly session: SftpSession;
  readonly destination: URL;
  readonly root: string;
  readonly folders: RemoteFolders;
  readonly clock: Clock;
  /** Of all transfers under way to this destination: two files of one name must not both find it free. */
  readonly claimedPaths: Set<string>;
  readonly caseTwins: CaseTwins;
}

/** One file by SFTP: written under a name of its own beside its place, and given its name once it is whole. */
export class SftpTransfer {
  readonly #parts: SftpTransferParts;
  readonly #request: TransferRequest;
  readonly #name: ClaimedName;
  /** What the name stands for there is a file of another name. */
  #isAnother = false;

  constructor(parts: SftpTransferParts, request: TransferRequest) {
    this.#parts = parts;
    this.#name = new ClaimedName(parts.claimedPaths);
    this.#request = request;
  }

  async run(): Promise<Receipt> {
    try {
      return await this.#transfer();
    } finally {
      this.#name.release();
    }
  }

  async #transfer(): Promise<Receipt> {
    const { checkpoint, source, target } = this.#request;
    const earlier = readSftpCheckpoint(checkpoint);
    if (earlier !== null && this.#mayBe(earlier)) {
      await source.checkUnchanged();
      const receipt = await this.#lostAnswer(earlier);
      return receipt ?? (await this.#deliver(earlier, true));
    }
    const plan = planOfSftp(this.#request) ?? (await this.#planUnderFreeName());
    if (plan === null) return this.#receipt('skipped', target.relativePath);
    if (readSftpCheckpoint(this.#request.plan ?? null)?.partName !== plan.partName) await this.#keep(plan, 0);
    return await this.#deliver(plan, false);
  }

  /** null: the name is taken, and the file is to be skipped then. */
  async #planUnderFreeName(): Promise<SftpCheckpoint | null> {
    const { target, uploadId } = this.#request;
    const relativePath = await this.#freeName();
    if (relativePath === null) return null;
    return { relativePath, wasFree: true, partName: partName(target.fileName, uploadId), trustedBytes: 0, isPlacing: false };
  }

  /** A damaged checkpoint must not lead to a name that this file never gets. */
  #mayBe({ relativePath, wasFree }: SftpCheckpoint): boolean {
    const { target } = this.#request;
    if (!wasFree && target.conflict !== 'overwrite') return false;
    return mayBeName(relativePath, target.relativePath) && (!wasFree || this.#name.take(relativePath));
  }

  /** A part that is gone may have got its name already, when only the answer to that was lost; null: it has not. */
  async #lostAnswer(earlier: SftpCheckpoint): Promise<Receipt | null> {
    const { session } = this.#parts;
    const { source, signal, onBytesSent, onVerifying } = this.#request;
    if (!earlier.wasFree && !earlier.isPlacing) return null;
    if (await exists(session, this.#partPath(earlier), signal)) return null;
    const path = this.#pathOf(earlier.relativePath);
    const { size, modifiedAtMs } = source.fingerprint;
    const found = await session.find(path, signal);
    const isLike = found?.kind === 'file' && found.sizeBytes === size && Math.abs(found.modifiedAtMs - modifiedAtMs) < 2_000;
    if (!isLike || !(await this.#hasOurEnds(path))) return null;
    onBytesSent(size);
    onVerifying();
    return this.#receipt('stored', earlier.relativePath);
  }

  async #hasOurEnds(path: string): Promise<boolean> {
    const { session } = this.#parts;
    const { source, signal, verify } = this.#request;
    const { size } = source.fingerprint;
    const handle = await session.open(path, openFlags.read, signal);
    try {
      const headEnd = verify ? size : Math.min(size, sampleBytes);
      if ((await agreesUpTo(session, handle, source, 0, headEnd, signal)) < headEnd) return false;
      const tailStart = Math.max(headEnd, size - sampleBytes);
      return (await agreesUpTo(session, handle, source, tailStart, size, signal)) === size;
    } finally {
      session.closeLater(handle);
    }
  }

  async #deliver(plan: SftpCheckpoint, isResumed: boolean): Promise<Receipt> {
    const { session, folders, clock } = this.#parts;
    const { source, signal, verify } = this.#request;
    const part = this.#partPath(plan);
    const folder = parentOf(part);
    const mode = plan.wasFree ? Promise.resolve(null) : this.#modeOfReplaced(plan.relativePath);
    // Asked beside the sending; it is heard when the file is finished.
    mode.catch(() => undefined);
    const write = (): Promise<void> =>
      writePart({
        session,
        path: part,
        source,
        trustedBytes: isResumed ? plan.trustedBytes : null,
        mode,
        verify,
        clock,
        signal,
        onBytesSent: (bytesSent) => this.#request.onBytesSent(bytesSent),
        onMark: (trustedBytes, confirmedBytes) => this.#keep({ ...plan, trustedBytes }, confirmedBytes),
        onVerifying: () => this.#request.onVerifying(),
        onStartedOver: () => this.#request.onStartedOver(),
      });
    await folders.ensure(session, folder, signal);
    try {
      await write();
    } catch (error) {
      if (!isMissing(error)) throw error;
      // Somebody removed the folder that we knew.
      folders.forget();
      await folders.ensure(session, folder, signal);
      await write();
    }
    this.#request.onStored?.();
    if (plan.wasFree) return await this.#placeIfFree(plan, part);
    return (await this.#placeOver(plan, part)) ?? (await this.#placeBeside(plan, part));
  }

  /** null: what it would replace is a file of another name. */
  async #placeOver(plan: SftpCheckpoint, part: string): Promise<Receipt | null> {
    const { signal, source } = this.#request;
    const { size } = source.fingerprint;
    if (this.#isAnother) return null;
    if (size > sentAgainBytes) await this.#keep({ ...plan, trustedBytes: size, isPlacing: true }, size);
    if ((await placeOver(this.#parts.session, part, this.#pathOf(plan.relativePath), signal)) === 'lost') this.#lost();
    return this.#receipt('stored', plan.relativePath);
  }

  async #placeBeside(plan: SftpCheckpoint, part: string): Promise<Receipt> {
    const { size } = this.#request.source.fingerprint;
    const beside = { ...plan, relativePath: (await this.#freeName()) ?? plan.relativePath, wasFree: true, trustedBytes: size };
    await this.#keep(beside, size);
    return await this.#placeIfFree(beside, part);
  }

  async #placeIfFree(plan: SftpCheckpoint, part: string): Promise<Receipt> {
    const { session } = this.#parts;
    const { signal, target, source } = this.#request;
    const { size } = source.fingerprint;
    for (let relativePath: string | null = plan.relativePath; relativePath !== null; relativePath = await this.#freeName()) {
      if (relativePath !== plan.relativePath) await this.#keep({ ...plan, relativePath, trustedBytes: size }, size);
      const placed = await placeIfFree(session, part, this.#pathOf(relativePath), signal);
      if (placed === 'placed') return this.#receipt('stored', relativePath);
      if (placed === 'lost') this.#lost();
      if (target.conflict === 'skip') break;
    }
    // Another was quicker with that name.
    await session.unlink(part, signal);
    return this.#receipt('skipped', plan.relativePath);
  }

  /** The part went away under our hands: perhaps by our own first try, whose rename came late. The next attempt looks. */
  #lost(): never {
    throw new UploadError('session-lost', { details: { host: this.#parts.session.host } });
  }

  /** null: the name is taken, and the file is to be skipped then. */
  async #freeName(): Promise<string | null> {
    const { target, signal } = this.#request;
    for (let number = 1; number <= mostNames; number++) {
      const relativePath = numberedPath(target.relativePath, number);
      if (this.#name.take(relativePath) && !(await exists(this.#parts.session, this.#pathOf(relativePath), signal))) return relativePath;
      if (target.conflict === 'skip') return null;
    }
    throw new UploadError('already-exists', { details: { path: target.relativePath } });
  }

  /** The bits of a file that is to be replaced go on to the one in its place. */
  async #modeOfReplaced(relativePath: string): Promise<number | null> {
    const { session } = this.#parts;
    const { twins = [], signal } = this.#request;
    const found = await session.find(this.#pathOf(relativePath), signal);
    if (found === null) return null;
    if (found.kind === 'folder') throw new UploadError('already-exists', { details: { host: session.host, path: relativePath } });
    this.#isAnother = await this.#parts.caseTwins.isAnother(session, relativePath, twins, signal);
    return found.kind === 'file' && !this.#isAnother ? found.mode : null;
  }

  #keep(checkpoint: SftpCheckpoint, confirmedBytes: number): Promise<void> {
    return this.#request.onCheckpoint(writeSftpCheckpoint(checkpoint), confirmedBytes);
  }

  #partPath({ relativePath, partName: name }: SftpCheckpoint): string {
    return this.#pathOf(folderOf(relativePath) + name);
  }

  #pathOf(relativePath: string): string {
    return remotePath(this.#parts.root, relativePath);
  }

  #receipt(result: Receipt['result'], relativePath: string): Receipt {
    const verification = result === 'skipped' ? 'accepted' : this.#request.verify ? 'content' : 'size';
    return { result, verification, location: remoteUrl(this.#parts.destination, relativePath), storedAs: relativePath };
  }
}
