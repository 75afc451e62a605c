import type { SecretKeeping } from './destination-secret.ts';
import type { PlainError } from './error-codes.ts';
import type { AfterQueueAction, Settings } from './settings.ts';

/** What is to be known of a certificate before it is trusted. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds since the epoch. */
  readonly validFrom: number;
  readonly validUntil: number;
  /** SHA-256, in pairs of hexadecimal digits. */
  readonly fingerprint: string;
}

/** The queue is through, and something is about to be done unless a person says no. */
export interface AfterQueueCountdown {
  readonly action: AfterQueueAction;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
}

/** The settings as they hold now, and what a person should know with them. */
export interface SettingsView {
  /** Grows with every change. */
  readonly revision: number;
  readonly settings: Settings;
  /** Why the file with the settings is not used, so that defaults hold; null: it is used, or there is none. */
  readonly problem: PlainError | null;
  /** One for each of `network.certificateAuthorities`. */
  readonly certificates: readonly CertificateFacts[];
  /** Whether a password for the proxy is known, and where such are kept. */
  readonly hasProxyPassword: boolean;
  readonly keeping: SecretKeeping;
  readonly countdown: AfterQueueCountdown | null;
}
