import type { DestinationKind } from '../destination.ts';
import type { SecretField } from '../destination-secret.ts';
import type { ImportedSignIn, ImportSource } from '../importable.ts';

/** Over what one program's configuration offers. */
export const importSourceNames: Readonly<Record<ImportSource, string>> = {
  aws: 'AWS profiles',
  rclone: 'rclone remotes',
  ssh: 'SSH hosts',
};

/** Where was looked, for whoever expected more. */
export const importPlaces = '~/.aws/config, ~/.aws/credentials, rclone.conf and ~/.ssh/config';

/** What comes along to sign in with, or is still needed. */
export function importedSignInWords({ how, fields }: ImportedSignIn, kind: DestinationKind): string {
  switch (how) {
    case 'kept':
      return fields.includes('accessKeyId') ? 'Its keys come along' : `Its ${fields.map(nameOf).join(' and ')} comes along`;
    case 'needed':
      if (fields.includes('accessKeyId')) return 'Needs its access keys';
      if (fields.includes('passphrase')) return 'Needs the passphrase of its key file';
      return kind === 'sftp' ? 'Needs a key file or its password' : 'Needs its password';
    case 'profile':
      return 'Its keys stay in the AWS configuration';
    case 'key-file':
      return 'Signs in with its key file';
    case 'agent':
      return 'Signs in with the SSH agent';
    case 'open':
      return 'No sign-in';
  }
}

function nameOf(field: SecretField): string {
  return field === 'passphrase' || field === 'token' ? field : 'password';
}
