import type { HttpMethod } from '../http-request.ts';
import { validateHeaderName, validateHeaderValue } from '../node-http.ts';

/** `framing`: belongs to the connection or says how a body is sent, which is not for us to guess. */
type HeaderKind = 'plain' | 'length' | 'host' | 'framing';

interface KnownHeader {
  readonly lowerCase: string;
  readonly kind: HeaderKind;
}

const framing: ReadonlySet<string> = new Set(['connection', 'expect', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade']);
const withoutBody: ReadonlySet<HttpMethod> = new Set(['OPTIONS', 'HEAD', 'GET', 'DELETE']);
const mostKnownHeaders = 256;
const known = new Map<string, KnownHeader>();

/**
 * The head of a request as it goes out, in Latin-1 (RFC 9112 §3 and §5), with the same lines that Node would write. Null where it is not for us: a header
 * that has to do with the connection, another `Host`, or the same name twice. Throws as Node does for a name or a value that would not stay one line.
 */
export function requestHead(method: HttpMethod, url: URL, headers: Readonly<Record<string, string>>): string | null {
  const target = url.pathname + url.search;
  // A URL has no others; a line break here would make two requests of one.
  if (/[^\x21-\x7e]/.test(target)) return null;
  let lines = `${method} ${target} HTTP/1.1\r\n`;
  const names: string[] = [];
  let needsHost = true;
  let needsLength = !withoutBody.has(method);
  for (const name in headers) {
    const value = headers[name] ?? '';
    const { lowerCase, kind } = knownHeader(name);
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) validateHeaderValue(name, value);
    if (kind === 'framing' || names.includes(lowerCase) || (kind === 'host' && value !== url.host)) return null;
    names.push(lowerCase);
    if (kind === 'host') needsHost = false;
    else if (kind === 'length') needsLength = false;
    lines += `${name}: ${value}\r\n`;
  }
  return `${lines}${needsHost ? `Host: ${url.host}\r\n` : ''}Connection: keep-alive\r\n${needsLength ? 'Content-Length: 0\r\n' : ''}\r\n`;
}

function knownHeader(name: string): KnownHeader {
  const found = known.get(name);
  if (found !== undefined) return found;
  validateHeaderName(name);
  const lowerCase = name.toLowerCase();
  const header = { lowerCase, kind: kindOf(lowerCase) };
  if (known.size < mostKnownHeaders) known.set(name, header);
  return header;
}

function kindOf(lowerCase: string): HeaderKind {
  if (framing.has(lowerCase)) return 'framing';
  if (lowerCase === 'content-length') return 'length';
  return lowerCase === 'host' ? 'host' : 'plain';
}
