import { classifySystemError } from '../../errors/classify-system-error.ts';
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
import { headerOf, isSuccess } from '../transport/http-answer.ts';
import { readChunkCheckpoint } from './chunk-checkpoint.ts';
import { ChunkSupport, uploadsUrlOf } from './chunk-support.ts';
import { ChunkTransfer } from './chunk-transfer.ts';
import { readDavCheckpoint } from './dav-checkpoint.ts';
import { DavClient } from './dav-client.ts';
import { DavFolders } from './dav-folders.ts';
import { DavHttp } from './dav-http.ts';
import { DavTransfer } from './dav-transfer.ts';
import type { DavTransferParts } from './dav-transfer-parts.ts';
import { davUrl } from './dav-url.ts';
import { listFiles } from './list-files.ts';
import { PartialPuts } from './partial-puts.ts';
import { planOfDav } from './plan-of-dav.ts';
import { StoredNames } from './stored-names.ts';

/** WebDAV (RFC 4918): what arrives gets its name only when it is whole, and nothing is lost that has that name before. */
export const createDavProtocol: CreateProtocol = (options) => new DavProtocol(options);

class DavProtocol implements Protocol {
  readonly #options: ProtocolOptions;
  readonly #http: DavHttp;
  readonly #parts: DavTransferParts;

  constructor(options: ProtocolOptions) {
    const { url: destination, memory, ports } = options;
    const { clock, log } = ports;
    this.#options = options;
    this.#http = new DavHttp(options);
    const client = new DavClient(this.#http, clock);
    this.#parts = {
      client,
      folders: new DavFolders({ client, destination, clock, closing: this.#http.closing }),
      chunks: new ChunkSupport({ client, destination, memory, closing: this.#http.closing }),
      partialPuts: new PartialPuts(memory),
      names: new StoredNames({ client, destination, memory }),
      settledPaths: new Set(),
      destination,
      memory,
      newId: () => ports.randomness.uuid(),
      beganAtMs: clock.monotonicNow(),
      clock,
      log,
    };
  }

  /** Only where it was proven. */
  get isResumable(): boolean {
    return this.#parts.partialPuts.areProven || this.#parts.chunks.isKnown;
  }

  transfer(request: TransferRequest): Promise<Receipt> {
    return this.#guarded(request.signal, async () => {
      const uploads = await this.#uploadsFor(request);
      return await (uploads === null ? new DavTransfer(this.#parts, request) : new ChunkTransfer(this.#parts, request, uploads)).run();
    });
  }

  plan(file: PlannedFile): Checkpoint | null {
    return planOfDav(file, this.#parts);
  }

  /** Removes the temporary file or the chunks. A name that others see is never removed: it may be theirs by now. */
  discard(checkpoint: Checkpoint, signal: AbortSignal): Promise<void> {
    const known = readDavCheckpoint(checkpoint);
    return this.#guarded(signal, async () => {
      const chunks = readChunkCheckpoint(checkpoint);
      const uploads = uploadsUrlOf(this.#options.url);
      if (chunks !== null && uploads !== null) await this.#parts.client.remove(new URL(`${chunks.session}/`, uploads), signal);
      if (known?.way !== 'move') return;
      for (const path of [...known.abandoned, known.temporaryPath])
        await this.#parts.client.remove(davUrl(this.#options.url, path), signal);
    });
  }

  /** A folder that is not there yet is made with the first file. */
  probe(signal: AbortSignal): Promise<Probe> {
    return this.#guarded(signal, async () => {
      const { client } = this.#parts;
      const asked = await client.propfind(this.#options.url, 0, signal);
      const isFolder = asked.status === 207;
      let answer = asked;
      if (!isFolder) {
        if (![404, 405, 409, 410, 501].includes(asked.status)) throw isSuccess(asked) ? client.wrongProtocol(asked) : client.errorOf(asked);
        answer = await client.options(this.#options.url, signal);
        if (!isSuccess(answer) && answer.status !== 404 && answer.status !== 405) throw client.errorOf(answer);
        if (headerOf(answer, 'dav') === undefined) throw client.wrongProtocol(answer);
      }
      // By this address alone: everywhere else it is found out with the first large file.
      const takesChunks = await this.#parts.chunks.isThere(signal);
      return {
        isResumable: this.isResumable,
        maxFileSizeBytes: null,
        serverName: headerOf(answer, 'server') ?? null,
        sendsParts: false,
        checksum: takesChunks ? 'sha256' : null,
        canList: isFolder || asked.status === 404,
        hasLinks: false,
      };
    });
  }

  look(relativePath: string, signal: AbortSignal): Promise<FoundFile | null> {
    return this.#guarded(signal, async () => {
      const [entry] = await this.#parts.client.entries(davUrl(this.#options.url, relativePath), 0, signal);
      if (entry === undefined || entry.isFolder) return null;
      return { relativePath, sizeBytes: entry.sizeBytes, modifiedAtMs: entry.modifiedAtMs };
    });
  }

  async *list(folder: string, signal: AbortSignal): AsyncGenerator<readonly FoundFile[]> {
    try {
      signal.throwIfAborted();
      yield* listFiles(this.#parts.client, this.#options.url, folder, signal);
    } catch (error) {
      throw signal.aborted ? signal.reason : classifySystemError(error);
    }
  }

  suspectConnections(): void {
    this.#http.suspectConnections();
  }

  close(): void {
    this.#http.close();
  }

  /** Where the chunks of a file go; null for a file that goes in one piece. */
  async #uploadsFor({ checkpoint, source, signal }: TransferRequest): Promise<URL | null> {
    const { chunks } = this.#parts;
    if (readChunkCheckpoint(checkpoint) !== null) return uploadsUrlOf(this.#options.url);
    if (checkpoint !== null || !chunks.isWorthIt(source.fingerprint.size)) return null;
    return (await chunks.isThere(signal)) ? uploadsUrlOf(this.#options.url) : null;
  }

  async #guarded<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    try {
      signal.throwIfAborted();
      return await work();
    } catch (error) {
      throw signal.aborted ? signal.reason : classifySystemError(error);
    }
  }
}
