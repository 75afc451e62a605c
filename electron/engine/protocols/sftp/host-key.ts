import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { ServerHostKeyAlgorithm } from 'ssh2';
import type { HostKey } from '../../ports.ts';

/** The key that a server shows (RFC 4253, §6.6): its first field names the algorithm. */
export function hostKeyOf(blob: Buffer): HostKey {
  const length = blob.byteLength >= 4 ? blob.readUInt32BE(0) : 0;
  return { algorithm: blob.subarray(4, 4 + length).toString('latin1'), key: blob.toString('base64') };
}

/** As `ssh-keygen -l` prints it. */
export function fingerprintOfKey({ key }: HostKey): string {
  return `SHA256:${createHash('sha256').update(Buffer.from(key, 'base64')).digest('base64').replace(/=+$/, '')}`;
}

/** What the library knows of, by the kind of key. */
const signatures: Readonly<Record<string, readonly ServerHostKeyAlgorithm[]>> = {
  'ssh-ed25519': ['ssh-ed25519'],
  'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
  'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
  'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'],
};

/** What to ask a server for so that it shows the key that we know, if it still has it: a host has one of each kind. */
export function signatureAlgorithmsOf(known: readonly HostKey[]): readonly ServerHostKeyAlgorithm[] {
  return [...new Set(known.flatMap(({ algorithm }) => signatures[algorithm] ?? []))];
}
