import { isLoopbackHost } from '../../../../shared/is-loopback-host.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { HttpAnswer } from '../transport/http-answer.ts';
import { httpLinkOf } from '../transport/http-link.ts';

/** Where and how one file may be sent, for as long as its signature lives. */
export interface SignedUpload {
  readonly url: URL;
  readonly method: 'PUT' | 'POST';
  /** Without those that the transport makes itself. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of a form, which then carries the file in its field `file`; null: the file is the whole body. */
  readonly fields: readonly (readonly [name: string, value: string])[] | null;
  /** Where people find it afterwards; null when the signer does not say. */
  readonly link: string | null;
}

const madeByTransport = /^(host|content-length|transfer-encoding|connection|keep-alive|expect|te|trailer|upgrade)$/i;

/**
 * Reads what a signing endpoint answers: `{url, method?, headers?, fields?, link?}`. Throws `unexpected-answer` for anything else, and `redirect-refused`
 * where an endpoint behind TLS hands out a place without it on another computer.
 */
export function signedUploadOf(answer: HttpAnswer): SignedUpload {
  const json = objectIn(answer);
  const { url: address, method, link } = json;
  if (typeof address !== 'string' || httpLinkOf(address) === null) throw unclear(answer, 'url');
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') throw unclear(answer, 'url');
  url.hash = '';
  if (answer.url.protocol === 'https:' && url.protocol !== 'https:' && !isLoopbackHost(url.hostname)) {
    throw new UploadError('redirect-refused', { details: { host: url.host, reason: url.origin } });
  }
  const fields = json['fields'] === undefined || json['fields'] === null ? null : textsIn(json['fields'], answer, 'fields');
  const wantedMethod = method ?? (fields === null ? 'PUT' : 'POST');
  if (wantedMethod !== 'POST' && (wantedMethod !== 'PUT' || fields !== null)) throw unclear(answer, 'method');
  const headers = textsIn(json['headers'] ?? {}, answer, 'headers').filter(([name]) => !madeByTransport.test(name));
  if (headers.some(([name, value]) => !/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || !/^[\x20-\x7e]*$/.test(value)))
    throw unclear(answer, 'headers');
  return {
    url,
    method: wantedMethod,
    headers: Object.fromEntries(headers),
    fields,
    link: typeof link === 'string' ? httpLinkOf(link) : null,
  };
}

function objectIn(answer: HttpAnswer): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(answer.body.toString('utf8'));
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Readonly<Record<string, unknown>>;
  } catch {
    // Told below, with what else is no answer of a signer.
  }
  throw unclear(answer, 'JSON');
}

function textsIn(value: unknown, answer: HttpAnswer, what: string): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unclear(answer, what);
  return Object.entries(value).map(([name, text]: [string, unknown]) => {
    if (typeof text !== 'string') throw unclear(answer, what);
    return [name, text] as const;
  });
}

function unclear(answer: HttpAnswer, what: string): UploadError {
  return new UploadError('unexpected-answer', {
    details: { httpStatus: answer.status, host: answer.url.host, reason: `no-signed-upload ${what}` },
  });
}
