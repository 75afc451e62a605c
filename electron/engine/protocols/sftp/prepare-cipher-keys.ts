import { Buffer } from 'node:buffer';
import { createSecretKey } from 'node:crypto';
import type { Client } from 'ssh2';
import { partOfLibrary } from './part-of-library.ts';

/** Where ssh2 1.17 keeps the keys of AES-GCM (lib/protocol/crypto.js). */
const places = [
  ['_cipher', '_encKey'],
  ['_decipher', '_decipherKey'],
] as const;

/**
 * The library makes a new AES-GCM cipher for every packet, as one must, and gives it the raw key, which Node then examines anew each time: a third
 * of all that a large upload costs. The same key, prepared once, spares that. To be called after each exchange of keys. Answers how many of the
 * two keys are prepared: where the library keeps them elsewhere, nothing changes but the speed.
 */
export function prepareCipherKeys(client: Client): number {
  const protocol = partOfLibrary(client, '_protocol');
  let count = 0;
  for (const [cipherName, keyName] of places) {
    const cipher = partOfLibrary(protocol, cipherName);
    const key: unknown = cipher === null ? null : Reflect.get(cipher, keyName);
    if (cipher === null || !Buffer.isBuffer(key) || !Reflect.set(cipher, keyName, createSecretKey(key))) continue;
    count += 1;
  }
  return count;
}
