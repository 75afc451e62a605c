import type { S3Client as SdkClient } from '@aws-sdk/client-s3';
import { classifySystemError } from '../../errors/classify-system-error.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { Credentials } from '../../ports.ts';
import { parseHttpDate } from '../../retry/retry-after.ts';
import type { ProtocolOptions } from '../protocol.ts';
import { headerOf } from '../transport/http-answer.ts';
import { HttpTransport } from '../transport/http-transport.ts';
import type { S3Address } from './s3-address.ts';
import { classifyS3Answer, s3RegionOf } from './s3-error.ts';
import { S3Refusal } from './s3-refusal.ts';
import type { S3Request } from './s3-request.ts';
import type { SdkRequest } from './sdk-exchange.ts';
import { sendForSdk } from './sdk-handler.ts';
import { withHeader } from './with-header.ts';

type Sdk = typeof import('@aws-sdk/client-s3');

/** One question put with the SDK: `(sdk, client, request) => client.send(new sdk.HeadObjectCommand(…), request)`. */
export type Ask<Output> = (sdk: Sdk, client: SdkClient, request: S3Request) => Promise<Output>;

/** Connections besides one for every transfer: large files send several parts at once. */
const extraConnections = 4;
const streamed: ReadonlySet<string> = new Set(['PutObjectCommand', 'UploadPartCommand']);

/** The SDK over our own connections: with its names, documents and signatures, without its retries, redirects, secrets and bodies. */
export class S3Wire {
  readonly #address: S3Address;
  readonly #options: ProtocolOptions;
  readonly #transports = new Map<string, HttpTransport>();
  #endpoint: URL;
  #region: string;
  #client: { readonly sdk: Sdk; readonly client: SdkClient } | null = null;
  /** Those of the last signature: what must not be repeated from an answer. */
  #credentials: Credentials = { kind: 'none' };
  #serverAheadMs = 0;
  #serverName: string | null = null;

  constructor(address: S3Address, options: ProtocolOptions) {
    this.#address = address;
    this.#options = options;
    this.#endpoint = address.endpoint;
    this.#region = address.region;
  }

  /** Milliseconds since the epoch by the server's own clock, as far as it told its time. */
  serverNow(): number {
    return this.#options.ports.clock.now() + this.#serverAheadMs;
  }

  get serverName(): string | null {
    return this.#serverName;
  }

  /**
   * Puts a question, once more where the bucket turns out to be in another region. `ofRefusal` may make something of an answer that
   * refuses; any other is thrown as `UploadError`.
   */
  async ask<Output, Other = never>(
    request: S3Request,
    ask: Ask<Output>,
    ofRefusal: (refusal: S3Refusal) => Other | null = () => null,
  ): Promise<Output | Other> {
    try {
      return await this.#inItsRegion(request, ask);
    } catch (error) {
      if (request.abortSignal.aborted) throw request.abortSignal.reason;
      if (error instanceof UploadError) throw error;
      if (!(error instanceof S3Refusal)) throw this.#unread(error);
      const other = ofRefusal(error);
      if (other !== null) return other;
      throw classifyS3Answer(error.answer, this.#address.bucket, this.#options.ports.clock.now());
    }
  }

  /** The SDK and a client that signs, for what is signed and not sent. */
  async signer(): Promise<{ readonly sdk: Sdk; readonly client: SdkClient }> {
    this.#client ??= await this.#newClient();
    return this.#client;
  }

  suspectConnections(): void {
    for (const transport of this.#transports.values()) transport.suspectConnections();
  }

  close(): void {
    for (const transport of this.#transports.values()) transport.close();
  }

  async #inItsRegion<Output>(request: S3Request, ask: Ask<Output>): Promise<Output> {
    try {
      return await this.#once(request, ask);
    } catch (error) {
      const region = error instanceof S3Refusal && error.status < 500 ? s3RegionOf(error.answer) : null;
      if (region === null || region === this.#region) throw error;
      this.#moveTo(region);
      return await this.#once(request, ask);
    }
  }

  /** The SDK could not read what came: it was a success, and not S3's. */
  #unread(error: unknown): UploadError {
    const classified = classifySystemError(error);
    if (classified.code !== 'internal') return classified;
    return new UploadError('unexpected-answer', { details: { host: this.#endpoint.host }, cause: error });
  }

  async #once<Output>(request: S3Request, ask: Ask<Output>): Promise<Output> {
    request.abortSignal.throwIfAborted();
    const { sdk, client } = await this.signer();
    return await ask(sdk, client, request);
  }

  /** At Amazon every region has its own host, whose name follows from the region's; elsewhere only the signature names it. */
  #moveTo(region: string): void {
    this.#region = region;
    this.#client = null;
    if (!this.#address.isAmazon) return;
    const hostname = this.#address.endpoint.hostname;
    const suffix = hostname.endsWith('.cn') ? 'amazonaws.com.cn' : 'amazonaws.com';
    const dual = hostname.includes('.dualstack.') ? 'dualstack.' : '';
    this.#endpoint = new URL(`${this.#address.endpoint.protocol}//s3.${dual}${region}.${suffix}`);
  }

  async #newClient(): Promise<{ readonly sdk: Sdk; readonly client: SdkClient }> {
    // Not with the program: it takes 150 ms and 30 MB that most starts do not need.
    const sdk = await import('@aws-sdk/client-s3');
    const client = new sdk.S3Client({
      endpoint: this.#endpoint.href,
      region: this.#region,
      forcePathStyle: this.#address.usesPathStyle,
      // Long expired, so that it is asked for every request.
      credentials: async () => ({ ...(await this.#keys()), expiration: new Date(0) }),
      maxAttempts: 1,
      retryMode: 'standard',
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      // Given here, so that no file of the AWS tools changes what we do.
      useDualstackEndpoint: false,
      useFipsEndpoint: false,
      useArnRegion: false,
      disableS3ExpressSessionAuth: true,
      userAgentAppId: 'Gantry',
      authSchemePreference: ['sigv4'],
      sigv4aSigningRegionSet: [],
      requestHandler: {
        metadata: { handlerProtocol: 'http/1.1' },
        handle: (request: SdkRequest, options: S3Request) => this.#handle(request, options),
      },
    });
    // The bytes come later, from the disk; their checksum is signed instead of them.
    const unsigned = withHeader('x-amz-content-sha256', 'UNSIGNED-PAYLOAD', (commandName) => streamed.has(commandName));
    client.middlewareStack.add(unsigned, { step: 'build', name: 'gantryUnsignedPayload' });
    return { sdk, client };
  }

  async #handle(
    request: SdkRequest,
    options: S3Request,
  ): Promise<{ readonly response: Awaited<ReturnType<typeof sendForSdk>>['response'] }> {
    const note = (headers: S3Refusal['answer']): void => {
      const serverMs = parseHttpDate(headerOf(headers, 'date') ?? '');
      if (serverMs !== null) this.#serverAheadMs = serverMs - this.#options.ports.clock.now();
      this.#serverName ??= headerOf(headers, 'server') ?? null;
    };
    try {
      const { response, answer } = await sendForSdk((url) => this.#transportFor(url), request, options);
      note(answer);
      return { response };
    } catch (error) {
      if (error instanceof S3Refusal) note(error.answer);
      throw error;
    }
  }

  #transportFor(url: URL): HttpTransport {
    const { bucket } = this.#address;
    const isOurs = url.hostname === this.#endpoint.hostname || url.hostname === `${bucket}.${this.#endpoint.hostname}`;
    if (!isOurs || url.port !== this.#endpoint.port || url.protocol !== this.#endpoint.protocol)
      throw new UploadError('redirect-refused', { details: { host: url.host, reason: url.origin } });
    const known = this.#transports.get(url.origin);
    if (known !== undefined) return known;
    const { concurrency, stallTimeoutMs, ports } = this.#options;
    const transport = new HttpTransport({
      url: new URL(url.origin),
      concurrency: concurrency + extraConnections,
      stallTimeoutMs,
      clock: ports.clock,
      outbound: ports.outbound,
      // Asked for a moment ago, by the signature.
      credentials: async () => this.#credentials,
      authorize: async () => ({}),
    });
    this.#transports.set(url.origin, transport);
    return transport;
  }

  async #keys(): Promise<{ accessKeyId: string; secretAccessKey: string; sessionToken?: string }> {
    const credentials = await this.#options.credentials();
    this.#credentials = credentials;
    if (credentials.kind !== 'aws')
      throw new UploadError('secret-missing', { details: { host: this.#address.endpoint.host, reason: 'access-key' } });
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    return { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) };
  }
}
