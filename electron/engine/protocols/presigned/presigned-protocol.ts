import { classifySystemError } from '../../errors/classify-system-error.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { CreateProtocol, Probe, Protocol, ProtocolOptions, Receipt, TransferRequest } from '../protocol.ts';
import { classifyHttpStatus } from '../transport/classify-http-status.ts';
import { headerOf } from '../transport/http-answer.ts';
import { httpLinkOf } from '../transport/http-link.ts';
import { HttpTransport } from '../transport/http-transport.ts';
import { OriginTransports } from './origin-transports.ts';
import { PresignedSend } from './presigned-send.ts';
import { SigningEndpoint } from './signing-endpoint.ts';
import { TemplateTransfer } from './template-transfer.ts';
import { isTemplate } from './url-template.ts';

/**
 * Addresses that are signed for one upload each, just in time. Two ways: an address with `{path}` is the pattern of the files' own addresses, and the token
 * is the query that signs them; any other address is that of a signing endpoint (`signing-endpoint.ts`), which is asked for every try. Neither
 * user nor token ever goes to where the file goes. No resume: a file is one request.
 */
export const createPresignedProtocol: CreateProtocol = (options) => new PresignedProtocol(options);

class PresignedProtocol implements Protocol {
  readonly isResumable = false;
  readonly #options: ProtocolOptions;
  /** To the signing endpoint, or to the host of the pattern. */
  readonly #transport: HttpTransport;
  readonly #uploads: OriginTransports;
  readonly #send: PresignedSend;
  readonly #endpoint: SigningEndpoint | null;
  readonly #claimedPaths = new Set<string>();

  constructor(options: ProtocolOptions) {
    const { url, credentials, concurrency, stallTimeoutMs, ports, httpExtras } = options;
    this.#options = options;
    const always = { concurrency, stallTimeoutMs, clock: ports.clock, outbound: ports.outbound };
    const isPattern = isTemplate(url);
    const withoutSignIn = async () => {
      // Asked all the same: it is what says that a server wants to be left alone.
      await credentials();
      return { kind: 'none' } as const;
    };
    const extras = { headers: httpExtras?.headers ?? [], tokenHeader: null };
    this.#uploads = new OriginTransports({ ...always, credentials: withoutSignIn, extras });
    this.#transport = new HttpTransport({
      ...always,
      url,
      credentials: isPattern ? withoutSignIn : credentials,
      extras: { headers: [], tokenHeader: httpExtras?.tokenHeader ?? null },
    });
    this.#endpoint = isPattern ? null : new SigningEndpoint(this.#transport, url, ports.clock);
    this.#send = new PresignedSend({ uploads: this.#uploads, options });
  }

  async transfer(request: TransferRequest): Promise<Receipt> {
    const { signal } = request;
    try {
      signal.throwIfAborted();
      const endpoint = this.#endpoint;
      if (endpoint !== null) return await this.#send.signedBy(() => endpoint.sign(request), request);
      const parts = {
        template: this.#options.url,
        send: this.#send,
        credentials: this.#options.credentials,
        memory: this.#options.memory,
        clock: this.#options.ports.clock,
        claimedPaths: this.#claimedPaths,
      };
      return await new TemplateTransfer(parts, request).run();
    } catch (error) {
      throw signal.aborted ? signal.reason : classifySystemError(error);
    }
  }

  /** Nothing is there before all of it is. */
  async discard(): Promise<void> {
    return undefined;
  }

  /** Whether the endpoint, or the host of the pattern, is there. A signature for nothing would only tell that there is none. */
  async probe(signal: AbortSignal): Promise<Probe> {
    const { url, ports } = this.#options;
    const answer = await this.#transport.request({ method: 'OPTIONS', url, body: null, signal, redirects: 'return' });
    const isRefusal =
      [401, 407, 408, 423, 425, 429].includes(answer.status) ||
      (answer.status >= 500 && answer.status !== 501) ||
      (this.#endpoint !== null && [403, 404, 410].includes(answer.status));
    if (isRefusal) throw classifyHttpStatus(answer, ports.clock.now());
    if (answer.status >= 300 && answer.status <= 399) {
      throw new UploadError('redirect-refused', { details: { httpStatus: answer.status, host: answer.url.host } });
    }
    return { isResumable: false, maxFileSizeBytes: null, serverName: headerOf(answer, 'server') ?? null, hasLinks: true };
  }

  async linkTo(location: string): Promise<string | null> {
    return httpLinkOf(location);
  }

  suspectConnections(): void {
    this.#transport.suspectConnections();
    this.#uploads.dropIdleConnections();
  }

  close(): void {
    this.#transport.close();
    this.#uploads.close();
  }
}
