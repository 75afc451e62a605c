import { classifySystemError } from '../../errors/classify-system-error.ts';
import { UploadError } from '../../errors/upload-error.ts';
import { untilAborted } from '../../source/until-aborted.ts';
import type { Checkpoint, CreateProtocol, FoundFile, Probe, Protocol, ProtocolOptions, Receipt, TransferRequest } from '../protocol.ts';
import { headerOf, isSuccess } from '../transport/http-answer.ts';
import type { HttpTransport } from '../transport/http-transport.ts';
import { transportFor } from '../transport/transport-for.ts';
import { BodyCeiling } from './body-ceiling.ts';
import { CutRecord } from './cut-record.ts';
import type { TusListPage } from './list-page-of.ts';
import { listPageOf } from './list-page-of.ts';
import { readTusCheckpoint, uploadUrlOf } from './tus-checkpoint.ts';
import { TusClient } from './tus-client.ts';
import type { TusFeatures } from './tus-features.ts';
import { isFromTus, speaksOurVersion, tusFeaturesOf, unknownFeatures } from './tus-features.ts';
import { TusTransfer } from './tus-transfer.ts';

/** tus 1.0 (https://tus.io/protocols/resumable-upload): creation, creation-with-upload, expiration and termination. */
export const createTusProtocol: CreateProtocol = (options) => new TusProtocol(options);

class TusProtocol implements Protocol {
  readonly isResumable = true;
  readonly keepsBrokenRequests = true;
  readonly #options: ProtocolOptions;
  readonly #transport: HttpTransport;
  readonly #client: TusClient;
  readonly #ceiling: BodyCeiling;
  readonly #cuts = new CutRecord();
  readonly #closing = new AbortController();
  /** Asked once for all files; asked again after a question that got no clear answer. */
  #features: Promise<TusFeatures> | null = null;

  constructor(options: ProtocolOptions) {
    const { url, ports } = options;
    this.#options = options;
    this.#transport = transportFor(options);
    this.#client = new TusClient(this.#transport, ports.clock, url);
    this.#ceiling = new BodyCeiling(options.memory);
  }

  async transfer(request: TransferRequest): Promise<Receipt> {
    const { signal } = request;
    try {
      signal.throwIfAborted();
      const parts = {
        client: this.#client,
        clock: this.#options.ports.clock,
        destination: this.#options.url,
        ceiling: this.#ceiling,
        cuts: this.#cuts,
        features: () => this.#askFeatures(signal),
      };
      return await new TusTransfer(parts, request).run();
    } catch (error) {
      throw signal.aborted ? signal.reason : classifySystemError(error);
    }
  }

  async discard(checkpoint: Checkpoint, signal: AbortSignal): Promise<void> {
    const known = readTusCheckpoint(checkpoint);
    if (known === null) return;
    const uploadUrl = uploadUrlOf(this.#options.url, known.uploadPath);
    this.#cuts.forget(uploadUrl.pathname);
    await this.#client.remove(uploadUrl, known.uploadId, signal);
  }

  async probe(signal: AbortSignal): Promise<Probe> {
    let answer = await this.#client.options(signal);
    // Some proxies keep OPTIONS to themselves; then any other answer of the server gives it away.
    if (!isFromTus(answer) && [403, 404, 405, 501].includes(answer.status)) answer = await this.#client.head(signal);
    if (!isFromTus(answer)) {
      const error = this.#client.errorOf(answer);
      throw error.code === 'method-refused' ? new UploadError('wrong-protocol', { details: error.details }) : error;
    }
    if (answer.status === 401 || answer.status >= 500) throw this.#client.errorOf(answer);
    if (!speaksOurVersion(answer)) {
      const reason = headerOf(answer, 'tus-version') ?? headerOf(answer, 'tus-resumable') ?? '';
      throw new UploadError('protocol-version', { details: { host: answer.url.host, reason } });
    }
    const { maxSizeBytes, canList } = tusFeaturesOf(answer);
    return {
      isResumable: true,
      maxFileSizeBytes: maxSizeBytes,
      serverName: headerOf(answer, 'server') ?? null,
      ...(canList ? { canList } : {}),
    };
  }

  async *list(folder: string, signal: AbortSignal): AsyncIterable<readonly FoundFile[]> {
    for (let after: string | null = ''; after !== null; ) {
      const { files, next }: TusListPage = await this.#page(folder, after, signal);
      yield files;
      after = next;
    }
  }

  async look(relativePath: string, signal: AbortSignal): Promise<FoundFile | null> {
    const { files } = await this.#page(relativePath, '', signal);
    return files.find((file) => file.relativePath === relativePath) ?? null;
  }

  suspectConnections(): void {
    this.#transport.suspectConnections();
  }

  close(): void {
    this.#closing.abort(new UploadError('connection-lost', { details: { host: this.#options.url.host, reason: 'closed' } }));
    this.#transport.close();
  }

  /** Plain tus knows no names: only a server of ours is asked for them. */
  async #page(below: string, after: string, signal: AbortSignal): Promise<TusListPage> {
    try {
      signal.throwIfAborted();
      const { canList } = await this.#askFeatures(signal);
      if (!canList) throw new UploadError('method-refused', { details: { host: this.#options.url.host } });
      return await listPageOf(this.#client, below, after, signal);
    } catch (error) {
      throw signal.aborted ? signal.reason : classifySystemError(error);
    }
  }

  #askFeatures(signal: AbortSignal): Promise<TusFeatures> {
    this.#features ??= this.#question();
    return untilAborted(this.#features, signal);
  }

  async #question(): Promise<TusFeatures> {
    try {
      // Not with the signal of one file, since all of them wait for this answer.
      const answer = await this.#client.options(this.#closing.signal);
      if (isSuccess(answer) && isFromTus(answer)) return tusFeaturesOf(answer);
      // A refusal stays one; a server in trouble is asked again by the next file.
      if (answer.status >= 500 || answer.status === 401 || answer.status === 408 || answer.status === 429) this.#features = null;
      return unknownFeatures;
    } catch (error) {
      this.#features = null;
      const isHop = error instanceof UploadError && (error.code === 'connection-lost' || error.code === 'stalled');
      // A hop that drops OPTIONS need not drop POST.
      if (isHop) return unknownFeatures;
      throw error;
    }
  }
}
