import type { SecretKeeping } from '../../../shared/destination-secret.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import type { SecretVault } from '../secret-vault.ts';

/** The password with which the proxy is signed in to; never a part of the settings. */
export interface ProxyPassword {
  readonly keeping: SecretKeeping;
  isKnown(): boolean;
  /** Asked at the moment of use; null: there is none. */
  read(): string | null;
  /** An empty text takes it away. Throws `not-possible-now` where this host keeps none. */
  save(password: string): void;
}

/** Under this name it is with the secrets of destinations; no destination is called so. */
const ownId = 'gantry:proxy' as DestinationId;

/** `GANTRY_PROXY_PASSWORD` counts first; `vault`: what the host keeps, null for one that takes secrets from its environment. */
export function createProxyPassword(
  environment: Readonly<Record<string, string | undefined>>,
  vault: SecretVault | null = null,
): ProxyPassword {
  const given = environment['GANTRY_PROXY_PASSWORD'] || null;
  return {
    keeping: vault?.keeping ?? 'environment',
    isKnown: () => given !== null || (vault?.fieldsOf(ownId).includes('password') ?? false),
    read: () => given ?? vault?.secretOf(ownId)?.password ?? null,
    save(password) {
      if (vault === null)
        throw new UploadError('not-possible-now', { details: { reason: 'This host takes secrets from its environment.' } });
      vault.save(ownId, { password });
    },
  };
}
