import type { PlainText } from '../../language/text.ts';

export interface RefusedSecretWords {
  readonly refused: PlainText;
  readonly give: PlainText;
}

const password: RefusedSecretWords = {
  refused: 'Sign-in refused',
  give: 'Give the right password or token (GANTRY_PASSWORD, GANTRY_TOKEN): under Destinations in the window, or in the environment.',
};

const byReason: Readonly<Record<string, RefusedSecretWords>> = {
  'access-key': {
    refused: 'Access key refused',
    give: 'Give the right access key and its secret (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY): under Destinations in the window, or in the environment.',
  },
  'secret-key': {
    refused: 'Secret key refused',
    give: 'Give an access key and the secret that belongs to it (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY): under Destinations in the window, or in the environment.',
  },
  'ssh-key': {
    refused: 'SSH key refused',
    give: 'Give the right key or password (GANTRY_SSH_KEY, GANTRY_PASSWORD): under Destinations in the window, or in the environment.',
  },
  'ssh-key-file': {
    refused: 'SSH key refused',
    give: 'Give the path of a private key that is there and may be read (GANTRY_SSH_KEY): under Destinations in the window, or in the environment.',
  },
  'ssh-key-unreadable': {
    refused: 'SSH key refused',
    give: 'Give the path of a private key in OpenSSH’s or PEM format (GANTRY_SSH_KEY): under Destinations in the window, or in the environment.',
  },
  'ssh-passphrase': {
    refused: 'Passphrase of the SSH key refused',
    give: 'Give the passphrase of the SSH key (GANTRY_SSH_PASSPHRASE): under Destinations in the window, or in the environment.',
  },
  ssh: {
    refused: 'Sign-in refused',
    give: 'Give a key (GANTRY_SSH_KEY), a running SSH agent (SSH_AUTH_SOCK) or a password (GANTRY_PASSWORD): under Destinations in the window, or in the environment.',
  },
};

/**
 * Which secret a server refused or misses, by the reason of the error: `access-key` (it does not know it, or none was given), `secret-key` (what was
 * signed with it is wrong, which some servers also say of an access key that they do not know), `ssh`, `ssh-key`, `ssh-key-file`, `ssh-key-unreadable` or `ssh-passphrase`. Any other reason: a password or token.
 */
export function refusedSecretWords(reason: string | undefined): RefusedSecretWords {
  return (reason === undefined ? undefined : byReason[reason]) ?? password;
}
