import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Challenge } from './parse-challenges.ts';

/** Best first. */
const algorithms: readonly (readonly [string, string])[] = [
  ['SHA-256', 'sha256'],
  ['MD5', 'md5'],
];

export interface DigestRequest {
  readonly method: string;
  /** Path and query as they go out. */
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  /** How often this nonce was used, with this request. */
  readonly count: number;
  readonly clientNonce: string;
}

/** The best challenge that `digestAnswer` can answer; null when there is none. */
export function usableDigest(challenges: readonly Challenge[]): Challenge | null {
  const usable = challenges.filter(
    ({ scheme, parameters }) => scheme === 'digest' && parameters['nonce'] !== undefined && canAnswer(parameters),
  );
  for (const [name] of algorithms) {
    const found = usable.find(({ parameters }) => baseOf(parameters) === name);
    if (found !== undefined) return found;
  }
  return null;
}

/** The `Authorization` header that answers a challenge (RFC 7616 §3.4): MD5 and SHA-256, their session variants, `qop=auth` or none. */
export function digestAnswer({ parameters }: Challenge, request: DigestRequest): string {
  const { method, uri, user, password, clientNonce } = request;
  const { realm = '', nonce = '', opaque } = parameters;
  const hashName = algorithms.find(([name]) => name === baseOf(parameters))?.[1] ?? 'md5';
  const hash = (text: string): string => createHash(hashName).update(text, 'utf8').digest('hex');
  const isSession = /-sess$/i.test(parameters['algorithm'] ?? '');
  const isCounted = parameters['qop'] !== undefined;
  const count = request.count.toString(16).padStart(8, '0');
  const secret = hash(`${user}:${realm}:${password}`);
  const key = isSession ? hash(`${secret}:${nonce}:${clientNonce}`) : secret;
  const middle = isCounted ? `${nonce}:${count}:${clientNonce}:auth` : nonce;
  const response = hash(`${key}:${middle}:${hash(`${method}:${uri}`)}`);
  const parts = [
    `username=${quoted(user)}`,
    `realm=${quoted(realm)}`,
    `uri=${quoted(uri)}`,
    `nonce=${quoted(nonce)}`,
    ...(parameters['algorithm'] === undefined ? [] : [`algorithm=${parameters['algorithm']}`]),
    ...(isCounted ? [`nc=${count}`, 'qop=auth'] : []),
    ...(isCounted || isSession ? [`cnonce=${quoted(clientNonce)}`] : []),
    `response="${response}"`,
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
  ];
  // A header carries bytes: UTF-8 goes out as it is, as other clients send it.
  return Buffer.from(`Digest ${parts.join(', ')}`, 'utf8').toString('latin1');
}

function canAnswer(parameters: Challenge['parameters']): boolean {
  const qop = parameters['qop'];
  return qop === undefined || qop.split(',').some((choice) => choice.trim().toLowerCase() === 'auth');
}

function baseOf(parameters: Challenge['parameters']): string {
  return (parameters['algorithm'] ?? 'MD5').toUpperCase().replace(/-SESS$/, '');
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
