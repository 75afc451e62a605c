import type { HostKeyChange } from '../../../../shared/host-key-change.ts';
import { classifySystemError } from '../../errors/classify-system-error.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type {
  Checkpoint,
  CreateProtocol,
  FoundFile,
  PlannedFile,
  Probe,
  Protocol,
  ProtocolOptions,
  Receipt,
  TransferRequest,
} from '../protocol.ts';
import { CaseTwins } from './case-twins.ts';
import { classifyRefusal } from './classify-refusal.ts';
import { diskTrouble } from './disk-trouble.ts';
import { listFolder } from './list-folder.ts';
import { partName } from './part-name.ts';
import { planOfSftp } from './plan-of-sftp.ts';
import { RemoteFolders } from './remote-folders.ts';
import { folderOf, parentOf, remotePath, remoteRoot } from './remote-path.ts';
import { readSftpCheckpoint, writeSftpCheckpoint } from './sftp-checkpoint.ts';
import { SftpConnections } from './sftp-connections.ts';
import { isMissing, SftpRefusal } from './sftp-refusal.ts';
import type { SftpSession } from './sftp-session.ts';
import { SftpTransfer } from './sftp-transfer.ts';

/** SFTP, version 3 (draft-ietf-secsh-filexfer-02) over SSH (RFC 4253), with OpenSSH's extensions where they are offered. */
export const createSftpProtocol: CreateProtocol = (options) => new SftpProtocol(options);

class SftpProtocol implements Protocol {
  readonly isResumable = true;
  readonly keepsBrokenRequests = true;
  readonly #options: ProtocolOptions;
  readonly #root: string;
  readonly #connections: SftpConnections;
  readonly #folders = new RemoteFolders();
  readonly #claimedPaths = new Set<string>();
  readonly #caseTwins: CaseTwins;

  constructor(options: ProtocolOptions) {
    this.#options = options;
    this.#root = remoteRoot(options.url);
    this.#caseTwins = new CaseTwins(this.#root);
    this.#connections = new SftpConnections(options);
  }

  async transfer(request: TransferRequest): Promise<Receipt> {
    const { url, ports } = this.#options;
    const work = (session: SftpSession): Promise<Receipt> => {
      const parts = {
        session,
        destination: url,
        root: this.#root,
        folders: this.#folders,
        clock: ports.clock,
        claimedPaths: this.#claimedPaths,
        caseTwins: this.#caseTwins,
      };
      return new SftpTransfer(parts, request).run();
    };
    return await this.#with(request.signal, work, request);
  }

  plan(file: PlannedFile): Checkpoint | null {
    const plan = planOfSftp(file);
    return plan === null ? null : writeSftpCheckpoint(plan);
  }

  async discard(checkpoint: Checkpoint, signal: AbortSignal): Promise<void> {
    const left = readSftpCheckpoint(checkpoint);
    if (left === null) return;
    const path = remotePath(this.#root, folderOf(left.relativePath) + left.partName);
    await this.#with(signal, async (session) => {
      await session.unlink(path, signal).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
    });
  }

  /** A folder that does not exist yet is made with the first file, if what is above it is a folder. */
  async probe(signal: AbortSignal): Promise<Probe> {
    return await this.#with(signal, async (session) => {
      for (let path = this.#root === '' ? '.' : this.#root; ; path = parentOf(path)) {
        const found = await session.stat(path, signal).catch((error: unknown) => {
          if (isMissing(error) && path !== '/' && path !== '.') return null;
          throw error;
        });
        if (found === null) continue;
        if (found.kind !== 'folder') throw new UploadError('not-found', { details: { host: session.host, path, reason: 'not-a-folder' } });
        const serverName = session.serverName === '' ? null : session.serverName;
        return { isResumable: true, maxFileSizeBytes: null, serverName, checksum: null, canList: true, hasLinks: false };
      }
    });
  }

  async look(relativePath: string, signal: AbortSignal): Promise<FoundFile | null> {
    return await this.#with(signal, async (session) => {
      const found = await session.find(remotePath(this.#root, relativePath), signal);
      return found === null ? null : { relativePath, sizeBytes: found.sizeBytes, modifiedAtMs: found.modifiedAtMs };
    });
  }

  async *list(folder: string, signal: AbortSignal): AsyncGenerator<readonly FoundFile[]> {
    let session: SftpSession | null = null;
    try {
      session = await this.#connections.enter(signal);
      yield* listFolder(session, this.#root, folder, signal);
    } catch (error) {
      throw await this.#named(error, session, signal);
    } finally {
      if (session !== null) this.#connections.leave();
    }
  }

  async trustHostKey(fingerprint: string | null, signal: AbortSignal): Promise<HostKeyChange> {
    try {
      return await this.#connections.trust(fingerprint, signal);
    } catch (error) {
      throw await this.#named(error, null, signal);
    }
  }

  suspectConnections(): void {
    this.#connections.suspect();
  }

  close(): void {
    this.#connections.close();
  }

  async #with<Value>(
    signal: AbortSignal,
    work: (session: SftpSession) => Promise<Value>,
    transfer: TransferRequest | null = null,
  ): Promise<Value> {
    let session: SftpSession | null = null;
    try {
      return await this.#connections.use(signal, (entered) => {
        session = entered;
        return work(entered);
      });
    } catch (error) {
      throw await this.#named(error, session, signal, transfer);
    }
  }

  async #named(
    error: unknown,
    session: SftpSession | null,
    signal: AbortSignal,
    transfer: TransferRequest | null = null,
  ): Promise<unknown> {
    if (signal.aborted) return signal.reason;
    if (!(error instanceof SftpRefusal) || session === null) return classifySystemError(error);
    const place = { root: this.#root, trialPath: transfer === null ? null : this.#trialPath(transfer) };
    const disk = await diskTrouble(session, place, error, signal);
    return signal.aborted ? signal.reason : classifyRefusal(error, session.host, disk);
  }

  /** Beside the file, in its user's quota. */
  #trialPath({ uploadId, target }: TransferRequest): string {
    return remotePath(this.#root, folderOf(target.relativePath) + partName('room', `${uploadId} room`));
  }
}
