import { Buffer } from 'node:buffer';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { HostKey } from '../engine/ports.ts';

const defaultPort = 22;

interface Line {
  readonly marker: string | null;
  readonly patterns: string;
  readonly key: HostKey;
}

/** What a `known_hosts` file knows of a host (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"): hashed names, patterns and ports too. */
export function keysOfHost(text: string, host: string, port: number): readonly HostKey[] {
  const name = nameOf(host, port);
  return text
    .split('\n')
    .map(parsed)
    .filter((line) => line !== null)
    .filter((line) => line.marker !== '@cert-authority' && isMeant(line.patterns, name))
    .map((line) => (line.marker === '@revoked' ? { ...line.key, isRevoked: true } : line.key));
}

/** The file with a line for that host at its end. */
export function withKey(text: string, host: string, port: number, { algorithm, key }: HostKey): string {
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return `${before}${nameOf(host, port)} ${algorithm} ${key}\n`;
}

/** The file without the lines that name that host and no other. */
export function withoutHost(text: string, host: string, port: number): string {
  const name = nameOf(host, port);
  return text
    .split('\n')
    .filter((line) => parsed(line)?.patterns !== name)
    .join('\n');
}

/** `host`, or `[host]:port` where the port is not the usual one. */
function nameOf(host: string, port: number): string {
  return port === defaultPort ? host.toLowerCase() : `[${host.toLowerCase()}]:${port}`;
}

function parsed(line: string): Line | null {
  const trimmed = line.trim();
  if (trimmed === '' || trimmed.startsWith('#')) return null;
  const fields = trimmed.split(/[ \t]+/);
  const marker = fields[0]?.startsWith('@') === true ? (fields.shift() ?? null) : null;
  const [patterns, algorithm, key] = fields;
  if (patterns === undefined || algorithm === undefined || key === undefined) return null;
  // The key says itself what it is; a line that says something else is damaged.
  const blob = Buffer.from(key, 'base64');
  if (blob.byteLength < 4 || blob.subarray(4, 4 + blob.readUInt32BE(0)).toString('latin1') !== algorithm) return null;
  return { marker, patterns, key: { algorithm, key: blob.toString('base64') } };
}

function isMeant(patterns: string, name: string): boolean {
  if (patterns.startsWith('|')) return isHashOf(patterns, name);
  let isFound = false;
  for (const pattern of patterns.split(',')) {
    const isNegated = pattern.startsWith('!');
    if (!matches(isNegated ? pattern.slice(1) : pattern, name)) continue;
    if (isNegated) return false;
    isFound = true;
  }
  return isFound;
}

function isHashOf(hashed: string, name: string): boolean {
  const [, version, salt, hash] = hashed.split('|');
  if (version !== '1' || salt === undefined || hash === undefined) return false;
  const expected = Buffer.from(hash, 'base64');
  const actual = createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest();
  return expected.byteLength === actual.byteLength && timingSafeEqual(expected, actual);
}

/** `*` stands for anything, `?` for one character. */
function matches(pattern: string, name: string): boolean {
  const source = pattern
    .toLowerCase()
    .split('')
    .map((character) => (character === '*' ? '.*' : character === '?' ? '.' : character.replace(/[\\^$.|+()[\]{}]/, '\\$&')))
    .join('');
  return new RegExp(`^${source}$`, 's').test(name);
}
