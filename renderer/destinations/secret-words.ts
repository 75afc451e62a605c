import type { SecretField } from '../../shared/destination-secret.ts';
import type { PlainText } from '../../shared/language/text.ts';

/** The label of a field in which a secret is typed. */
export const secretWords: Readonly<Record<SecretField, PlainText>> = {
  password: 'Password',
  token: 'Token',
  accessKeyId: 'Access key ID',
  secretAccessKey: 'Secret key',
  sessionToken: 'Session token',
  passphrase: 'Passphrase',
};
