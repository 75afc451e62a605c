import type { DestinationSecret, SecretField } from '../../../shared/destination-secret.ts';
import { revealObscured } from './reveal-obscured.ts';

/** What a remote of an `rclone.conf` signs in with, readable; for the keychain and nobody else. What cannot be read is left out. */
export function rcloneSecret(values: Readonly<Record<string, string>>): DestinationSecret {
  const plain = (name: string): string | null => values[name] || null;
  const revealed = (name: string): string | null => (values[name] ? revealObscured(values[name]) : null);
  switch (values['type']) {
    case 's3': {
      const [accessKeyId, secretAccessKey] = [plain('access_key_id'), plain('secret_access_key')];
      if (accessKeyId === null || secretAccessKey === null) return {};
      return given({ accessKeyId, secretAccessKey, sessionToken: plain('session_token') });
    }
    case 'webdav':
      return given({ token: plain('bearer_token'), password: revealed('pass') ?? passwordIn(values['url'] ?? '') });
    case 'sftp':
      return given({ password: revealed('pass'), passphrase: revealed('key_file_pass') });
    default:
      return {};
  }
}

function given(secret: Partial<Record<SecretField, string | null>>): DestinationSecret {
  return Object.fromEntries(Object.entries(secret).filter(([, text]) => text !== null));
}

function passwordIn(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { password } = new URL(address);
  try {
    return password === '' ? null : decodeURIComponent(password);
  } catch {
    return password;
  }
}
