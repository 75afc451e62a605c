import type { DestinationKind } from '../destination.ts';
import type { SecretField } from '../destination-secret.ts';
import type { ImportedSignIn, ImportSource } from '../importable.ts';
import { say } from '../language/say.ts';
import type { PlainText } from '../language/text.ts';

const sourceNames: Readonly<Record<ImportSource, PlainText>> = {
  aws: 'AWS profiles',
  rclone: 'rclone remotes',
  ssh: 'SSH hosts',
};

/** The heading over what one program's configuration offers. */
export function importSourceName(source: ImportSource): string {
  return say(sourceNames[source]);
}

/** Where was looked, for whoever expected more. */
export function importPlaces(): string {
  return say('~/.aws/config, ~/.aws/credentials, rclone.conf and ~/.ssh/config');
}

/** What comes along to sign in with, or is still needed. */
export function importedSignInWords({ how, fields }: ImportedSignIn, kind: DestinationKind): string {
  switch (how) {
    case 'kept':
      return say(keptWords(fields));
    case 'needed':
      if (fields.includes('accessKeyId')) return say('Needs its access keys');
      if (fields.includes('passphrase')) return say('Needs the passphrase of its key file');
      return say(kind === 'sftp' ? 'Needs a key file or its password' : 'Needs its password');
    case 'profile':
      return say('Its keys stay in the AWS configuration');
    case 'key-file':
      return say('Signs in with its key file');
    case 'agent':
      return say('Signs in with the SSH agent');
    case 'open':
      return say('No sign-in');
  }
}

function keptWords(fields: readonly SecretField[]): PlainText {
  if (fields.includes('accessKeyId')) return 'Its keys come along';
  const hasPassword = fields.includes('password');
  if (fields.includes('passphrase')) return hasPassword ? 'Its password and passphrase come along' : 'Its passphrase comes along';
  if (fields.includes('token')) return hasPassword ? 'Its password and token come along' : 'Its token comes along';
  return 'Its password comes along';
}
