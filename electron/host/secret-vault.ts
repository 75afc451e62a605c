import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DestinationSecret, SecretField } from '../../shared/destination-secret.ts';
import { secretFields } from '../../shared/destination-secret.ts';
import type { DestinationId } from '../../shared/ids.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { Log, SecretKeeper } from '../engine/ports.ts';
import { replaceFile } from './replace-file.ts';

/** The system's own encryption, bound to the person who is signed in. */
export interface Cipher {
  encrypt(text: string): Buffer;
  /** Throws where the keychain does not give the key. */
  decrypt(sealed: Buffer): string;
}

export interface SecretVault extends SecretKeeper {
  /** null: nothing is kept for it, or the keychain does not open it. */
  secretOf(destinationId: DestinationId): DestinationSecret | null;
}

export interface SecretVaultOptions {
  /** Read and written only with a cipher. */
  readonly path: string;
  /** null: this system has no keychain that can be used, so nothing is written and all is forgotten at the end. */
  readonly cipher: Cipher | null;
  readonly log: Log;
  /** Told of every secret before anybody uses it, so that it can be kept out of texts. */
  readonly onSecret: (secret: string) => void;
}

interface Sealed {
  /** In the clear: a list says what is there without opening it. */
  readonly fields: readonly SecretField[];
  readonly sealed: string;
}

/** Keeps secrets for the host of the window: encrypted in a file of which nobody else can read a byte, or in memory alone. */
export function createSecretVault({ path, cipher, log, onSecret }: SecretVaultOptions): SecretVault {
  const opened = new Map<DestinationId, DestinationSecret>();
  const kept = cipher === null ? new Map<string, Sealed>() : readKept(path, log);

  function secretOf(destinationId: DestinationId): DestinationSecret | null {
    const known = opened.get(destinationId);
    if (known !== undefined) return known;
    const entry = kept.get(destinationId);
    if (entry === undefined || cipher === null) return null;
    try {
      const secret = secretFrom(JSON.parse(cipher.decrypt(Buffer.from(entry.sealed, 'base64'))));
      take(destinationId, secret);
      return secret;
    } catch {
      // Without its words: some systems put into them what they could not read. It stays in the file, as the keychain may open later.
      log.write('warn', 'secret-not-opened', { destinationId });
      return null;
    }
  }

  function take(destinationId: DestinationId, secret: DestinationSecret): void {
    for (const value of Object.values(secret)) if (value !== undefined) onSecret(value);
    opened.set(destinationId, secret);
  }

  function keep(destinationId: DestinationId, secret: DestinationSecret): void {
    const fields = secretFields.filter((field) => secret[field] !== undefined);
    for (const value of Object.values(secret)) if (value !== undefined) onSecret(value);
    const before = kept.get(destinationId);
    if (cipher !== null) {
      if (fields.length === 0) kept.delete(destinationId);
      else kept.set(destinationId, { fields, sealed: sealedBy(cipher, secret) });
      try {
        write();
      } catch (error) {
        if (before === undefined) kept.delete(destinationId);
        else kept.set(destinationId, before);
        throw notKept(error);
      }
    }
    if (fields.length === 0) opened.delete(destinationId);
    else take(destinationId, secret);
  }

  function write(): void {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    replaceFile(path, `${JSON.stringify({ version: 1, secrets: Object.fromEntries(kept) })}\n`);
  }

  return {
    keeping: cipher === null ? 'session' : 'keychain',
    secretOf,
    fieldsOf: (destinationId) => {
      const secret = opened.get(destinationId);
      if (secret !== undefined) return secretFields.filter((field) => secret[field] !== undefined);
      return kept.get(destinationId)?.fields ?? [];
    },
    save: (destinationId, changes) => {
      const merged = { ...secretOf(destinationId), ...changes };
      keep(destinationId, secretFrom(merged));
    },
    copy: (from, to) => {
      const secret = secretOf(from);
      if (secret !== null) keep(to, secret);
    },
    remove: (destinationId) => {
      if (opened.has(destinationId) || kept.has(destinationId)) keep(destinationId, {});
    },
  };
}

function sealedBy(cipher: Cipher, secret: DestinationSecret): string {
  try {
    return cipher.encrypt(JSON.stringify(secret)).toString('base64');
  } catch (error) {
    throw notKept(error);
  }
}

function notKept(cause: unknown): UploadError {
  return new UploadError('not-possible-now', { details: { reason: 'The keychain or the disk did not keep the secret.' }, cause });
}

/** The fields that are known and not empty. */
function secretFrom(value: unknown): DestinationSecret {
  if (typeof value !== 'object' || value === null) return {};
  const given = new Map<string, unknown>(Object.entries(value));
  const texts = secretFields.flatMap((field): (readonly [SecretField, string])[] => {
    const text = given.get(field);
    return typeof text === 'string' && text !== '' ? [[field, text]] : [];
  });
  return Object.fromEntries(texts);
}

/** A damaged file costs what was in it: a person is asked again. */
function readKept(path: string, log: Log): Map<string, Sealed> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return new Map();
  }
  try {
    const { secrets } = JSON.parse(text) as { readonly secrets: unknown };
    return new Map(Object.entries(secrets as object).filter((entry): entry is [string, Sealed] => isSealed(entry[1])));
  } catch {
    log.write('warn', 'secrets-not-read', {});
    return new Map();
  }
}

function isSealed(value: unknown): value is Sealed {
  if (typeof value !== 'object' || value === null || !('fields' in value) || !('sealed' in value)) return false;
  const { fields, sealed } = value;
  return Array.isArray(fields) && fields.every((field) => secretFields.some((known) => known === field)) && typeof sealed === 'string';
}
