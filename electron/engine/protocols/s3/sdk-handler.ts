import { Buffer } from 'node:buffer';
import { UploadError } from '../../errors/upload-error.ts';
import type { HttpAnswer } from '../transport/http-answer.ts';
import { isSuccess } from '../transport/http-answer.ts';
import type { HttpBody, HttpMethod } from '../transport/http-request.ts';
import type { HttpTransport } from '../transport/http-transport.ts';
import { S3Refusal } from './s3-refusal.ts';
import type { S3Request } from './s3-request.ts';
import type { SdkRequest, SdkResponse } from './sdk-exchange.ts';

/** A page of a list has at most a thousand entries, each with a key of at most 1 KiB. */
const mostAnswerBytes = 8 * 1024 * 1024;
const methods: readonly HttpMethod[] = ['HEAD', 'GET', 'POST', 'PUT', 'DELETE'];
/** Set by our transport, and not part of a signature: its own length of the body, and no words about the SDK. */
const ownHeaders = new Set(['content-length', 'user-agent', 'expect']);

/**
 * Sends over our own transport what the SDK made. Throws `S3Refusal` for every answer that is no success, also for one
 * that says 200 and holds an error ("CompleteMultipartUpload" in the Amazon S3 API Reference).
 */
export async function sendForSdk(
  transportFor: (url: URL) => HttpTransport,
  request: SdkRequest,
  { abortSignal, body, onBytesSent, answerTimeoutMs }: S3Request,
): Promise<{ readonly response: SdkResponse; readonly answer: HttpAnswer }> {
  const url = urlOf(request);
  const method = methods.find((known) => known === request.method);
  if (method === undefined) throw new UploadError('internal', { details: { reason: `method ${request.method}` } });
  const answer = await transportFor(url).request({
    method,
    url,
    headers: headersOf(request),
    body: body ?? documentOf(request.body),
    signal: abortSignal,
    redirects: 'return',
    ...(method === 'HEAD' || body !== undefined ? {} : { mostAnswerBytes }),
    ...(onBytesSent === undefined ? {} : { onBytesSent }),
    ...(answerTimeoutMs === undefined ? {} : { answerTimeoutMs }),
  });
  if (!isSuccess(answer)) throw new S3Refusal(answer);
  const refusal = new S3Refusal(answer);
  if (refusal.s3Code !== null) throw refusal;
  if (isPage(answer)) throw new UploadError('wrong-protocol', { details: { host: url.host, httpStatus: answer.status } });
  const headers = Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
  return { response: { statusCode: answer.status, headers, body: answer.body }, answer };
}

/** A web page with 200, such as a network's sign-in: neither S3's documents nor its empty answers are HTML. */
function isPage(answer: HttpAnswer): boolean {
  const isHtml = String(answer.headers['content-type'] ?? '').startsWith('text/html');
  return isHtml && /^\s*<(!doctype html|html)/i.test(answer.body.subarray(0, 1024).toString('utf8'));
}

function urlOf({ protocol, hostname, port, path, query = {} }: SdkRequest): URL {
  const pairs = Object.keys(query)
    .sort()
    .flatMap((name) => {
      const value = query[name] ?? null;
      if (value === null) return [strict(name)];
      return (typeof value === 'string' ? [value] : value).map((one) => `${strict(name)}=${strict(one)}`);
    });
  const search = pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  return new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}${search}`);
}

/** As the signature wants it (AWS Signature Version 4, "UriEncode"). */
function strict(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Named as our transport knows them; a signature does not depend on that. */
function headersOf(request: SdkRequest): Readonly<Record<string, string>> {
  const kept = Object.entries(request.headers).filter(([name]) => !ownHeaders.has(name.toLowerCase()));
  return Object.fromEntries(kept.map(([name, value]) => [name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()), value]));
}

/** Lists of parts, as XML. */
function documentOf(body: unknown): HttpBody | null {
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return null;
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : Buffer.from(body);
  if (bytes.byteLength === 0) return null;
  return {
    length: bytes.byteLength,
    async *chunks() {
      yield bytes;
    },
  };
}
