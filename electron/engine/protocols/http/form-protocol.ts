import { classifySystemError } from '../../errors/classify-system-error.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { CreateProtocol, Probe, Protocol, ProtocolOptions, Receipt, TransferRequest } from '../protocol.ts';
import { classifyHttpStatus } from '../transport/classify-http-status.ts';
import { formBodyOf } from '../transport/form-body.ts';
import type { HttpAnswer } from '../transport/http-answer.ts';
import { headerOf, isSuccess } from '../transport/http-answer.ts';
import { httpLinkOf } from '../transport/http-link.ts';
import type { HttpTransport } from '../transport/http-transport.ts';
import { linkInAnswer, mostLinkAnswerBytes } from '../transport/link-in-answer.ts';
import { redirectTarget } from '../transport/redirect-target.ts';
import { sourceBody } from '../transport/source-body.ts';
import { isSuccessByRule } from '../transport/status-by-rule.ts';
import { transportFor } from '../transport/transport-for.ts';

const defaultField = 'files';
const mostRedirects = 5;
const passwordField = /<input\b[^>]*\btype\s*=\s*["']?password\b/i;
const signInPage = /\b(log|sign)[-_]?(in|on)\b|\bauth(enticate|orize)?\b/i;

/**
 * Multipart form POST (RFC 7578), one file a request. A form has no names to ask for, so the conflict policy stays with the
 * server, and a lost answer means sending again. Success is 2xx, whatever it shows but a field for a password, or the customary 302 or 303 to a page of
 * the same origin; a redirect to a sign-in page is none. A destination may have a rule of its own (`HttpExtras`) in place of that.
 */
export const createFormProtocol: CreateProtocol = (options) => new FormProtocol(options);

class FormProtocol implements Protocol {
  readonly isResumable = false;
  readonly #options: ProtocolOptions;
  readonly #transport: HttpTransport;

  constructor(options: ProtocolOptions) {
    this.#options = options;
    this.#transport = transportFor(options, { extras: options.httpExtras });
  }

  async transfer(request: TransferRequest): Promise<Receipt> {
    const { signal } = request;
    try {
      signal.throwIfAborted();
      return await this.#send(request);
    } catch (error) {
      throw signal.aborted ? signal.reason : classifySystemError(error);
    }
  }

  /** A form that broke off stored nothing that could be named. */
  async discard(): Promise<void> {
    return undefined;
  }

  async probe(signal: AbortSignal): Promise<Probe> {
    const { url } = this.#options;
    const answer = await this.#transport.request({ method: 'OPTIONS', url, body: null, signal, redirects: 'return' });
    const isRefusal =
      [401, 403, 404, 407, 408, 410, 423, 425, 429].includes(answer.status) || (answer.status >= 500 && answer.status !== 501);
    if (isRefusal) throw this.#errorOf(answer);
    if (answer.status >= 300 && answer.status <= 399) this.#requirePage(answer);
    return { isResumable: false, maxFileSizeBytes: null, serverName: headerOf(answer, 'server') ?? null };
  }

  /** Those in use get all their time: a form that is sent a second time may arrive a second time. */
  suspectConnections(): void {
    this.#transport.dropIdleConnections();
  }

  close(): void {
    this.#transport.close();
  }

  async #send({ uploadId, source, target, signal, onBytesSent, onVerifying }: TransferRequest): Promise<Receipt> {
    const { url, options, ports, httpExtras } = this.#options;
    const size = source.fingerprint.size;
    if (size === 0) await source.checkUnchanged();
    const boundary = `gantry-${ports.randomness.uuid()}`;
    const fields = [['relativePath', target.relativePath], ['uploadId', uploadId], ...(httpExtras?.fields ?? [])] as const;
    const form = formBodyOf(boundary, fields, {
      fieldName: options['field'] ?? defaultField,
      fileName: target.fileName,
      contentType: target.contentType,
      body: sourceBody(source, 0, size),
    });
    let isOut = false;
    const answer = await this.#postTo(url, form, signal, (bytesSent) => {
      onBytesSent(Math.min(size, Math.max(0, bytesSent - form.leadBytes)));
      if (isOut || bytesSent < form.leadBytes + size) return;
      isOut = true;
      onVerifying();
    });
    this.#requireStored(answer);
    return {
      result: 'stored',
      verification: 'accepted',
      location: linkInAnswer(answer, httpExtras?.linkPath ?? null) ?? createdAt(answer),
    };
  }

  /** The link of a receipt is for people as it is. */
  async linkTo(location: string): Promise<string | null> {
    return httpLinkOf(location);
  }

  async #postTo(
    url: URL,
    form: ReturnType<typeof formBodyOf>,
    signal: AbortSignal,
    onBytesSent: (bytesSent: number) => void,
    redirects = 0,
  ): Promise<HttpAnswer> {
    const answer = await this.#transport.request({
      method: 'POST',
      url,
      headers: { 'Content-Type': form.contentType },
      body: form.body,
      signal,
      onBytesSent,
      redirects: 'return',
      ...(this.#options.httpExtras?.linkPath ? { mostAnswerBytes: mostLinkAnswerBytes } : {}),
    });
    if (answer.status !== 307 && answer.status !== 308) return answer;
    if (redirects >= mostRedirects) {
      throw new UploadError('redirect-refused', { details: { httpStatus: answer.status, host: answer.url.host, reason: 'loop' } });
    }
    return await this.#postTo(redirectTarget(answer, 'POST'), form, signal, onBytesSent, redirects + 1);
  }

  #requireStored(answer: HttpAnswer): void {
    if (isSuccess(answer) && asksForPassword(answer)) throw new UploadError('sign-in-refused', { details: { host: answer.url.host } });
    const statuses = this.#options.httpExtras?.successStatuses ?? null;
    const isNamed = isSuccessByRule(answer, statuses);
    if (statuses !== null && !isNamed) throw this.#errorOf(answer);
    if (!isSuccess(answer)) this.#requirePage(answer);
  }

  /** A redirect that customarily means success. */
  #requirePage(answer: HttpAnswer): void {
    const location = headerOf(answer, 'location');
    const isPage = (answer.status === 302 || answer.status === 303) && location !== undefined && URL.canParse(location, answer.url.href);
    if (!isPage) throw this.#errorOf(answer);
    const page = new URL(location, answer.url.href);
    const details = { httpStatus: answer.status, host: answer.url.host };
    if (page.origin !== answer.url.origin)
      throw new UploadError('redirect-refused', { details: { ...details, host: page.host, reason: page.origin } });
    if (signInPage.test(page.pathname)) throw new UploadError('sign-in-refused', { details });
  }

  #errorOf(answer: HttpAnswer): UploadError {
    return classifyHttpStatus(answer, this.#options.ports.clock.now());
  }
}

/** Where a server says that it made something (RFC 9110 §15.3.2). */
function createdAt(answer: HttpAnswer): string | null {
  const location = answer.status === 201 ? headerOf(answer, 'location') : undefined;
  return location === undefined ? null : httpLinkOf(location, answer.url);
}

/** A page with a field for a password is no receipt: the network, or the server, wants a sign-in first. */
function asksForPassword(answer: HttpAnswer): boolean {
  return headerOf(answer, 'content-type')?.startsWith('text/html') === true && passwordField.test(answer.body.toString('utf8'));
}
