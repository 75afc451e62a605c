import { classifySystemError } from '../../errors/classify-system-error.ts';
import type { CreateProtocol, FoundFile, Probe, Protocol, ProtocolOptions, Receipt, TransferRequest } from '../protocol.ts';
import { headerOf } from '../transport/http-answer.ts';
import { httpLinkOf } from '../transport/http-link.ts';
import type { HttpTransport } from '../transport/http-transport.ts';
import { transportFor } from '../transport/transport-for.ts';
import { TwinNames } from '../transport/twin-names.ts';
import { PutClient } from './put-client.ts';
import { PutLook } from './put-look.ts';
import { PutTransfer } from './put-transfer.ts';

/**
 * Plain HTTP PUT to a prefix (RFC 9110 §9.3.4). `overwrite` replaces what it saw there; `rename` takes the first free of `a.txt`,
 * `a (2).txt`, …; `skip` leaves alone whatever has that name, of any size.
 */
export const createPutProtocol: CreateProtocol = (options) => new PutProtocol(options);

class PutProtocol implements Protocol {
  readonly isResumable = false;
  readonly #options: ProtocolOptions;
  readonly #transport: HttpTransport;
  readonly #client: PutClient;
  readonly #look: PutLook;
  /** Names that transfers of this moment have chosen: a server tells them apart only once one has arrived. */
  readonly #claimedPaths = new Set<string>();
  readonly #guess = { areNamesFree: true };
  readonly #twins = new TwinNames();

  constructor(options: ProtocolOptions) {
    const { url, ports, memory } = options;
    this.#options = options;
    this.#transport = transportFor(options, { extras: options.httpExtras });
    this.#client = new PutClient(this.#transport, ports.clock, options.httpExtras);
    this.#look = new PutLook({ client: this.#client, destination: url, memory, newId: () => ports.randomness.uuid() });
  }

  async transfer(request: TransferRequest): Promise<Receipt> {
    const { signal } = request;
    try {
      signal.throwIfAborted();
      const { url: destination, memory, ports } = this.#options;
      const parts = {
        client: this.#client,
        destination,
        memory,
        newId: () => ports.randomness.uuid(),
        claimedPaths: this.#claimedPaths,
        guess: this.#guess,
        twins: this.#twins,
      };
      return await new PutTransfer(parts, request).run();
    } catch (error) {
      throw signal.aborted ? signal.reason : classifySystemError(error);
    }
  }

  /** A PUT that broke off leaves nothing that we could prove to be ours without its source, so nothing is removed. */
  async discard(): Promise<void> {
    return undefined;
  }

  /** A prefix that does not exist yet is fine: most stores make it with the first file. */
  async probe(signal: AbortSignal): Promise<Probe> {
    const answer = await this.#client.options(this.#options.url, signal);
    const isFine = answer.status < 400 || answer.status === 404 || answer.status === 405 || answer.status === 501;
    if (!isFine && answer.status !== 400 && answer.status !== 410) throw this.#client.errorOf(answer);
    return { isResumable: false, maxFileSizeBytes: null, serverName: headerOf(answer, 'server') ?? null };
  }

  async look(relativePath: string, signal: AbortSignal): Promise<FoundFile | null> {
    try {
      signal.throwIfAborted();
      return await this.#look.find(relativePath, signal);
    } catch (error) {
      throw signal.aborted ? signal.reason : classifySystemError(error);
    }
  }

  async linkTo(location: string): Promise<string | null> {
    return httpLinkOf(location);
  }

  /** Those in use get all their time: what is sent a second time is sent from its beginning, and may meet its own first try. */
  suspectConnections(): void {
    this.#transport.dropIdleConnections();
  }

  close(): void {
    this.#transport.close();
  }
}
