import type { SafeStorage } from 'electron';
import type { Cipher } from '../host/secret-vault.ts';

/**
 * The system's encryption: the Keychain of macOS, DPAPI of Windows, a Secret Service or KWallet on Linux. Null where there is none: then Electron
 * would scramble with a password that everybody knows (`basic_text`), which is as good as the clear, and is not used. Only after the app is ready.
 */
export function systemCipher(
  safeStorage: Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString' | 'getSelectedStorageBackend'>,
  platform: NodeJS.Platform,
): Cipher | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (platform === 'linux' && isWeak(safeStorage.getSelectedStorageBackend())) return null;
  return { encrypt: (text) => safeStorage.encryptString(text), decrypt: (sealed) => safeStorage.decryptString(sealed) };
}

function isWeak(backend: string): boolean {
  return backend === 'basic_text' || backend === 'unknown';
}
