import type { PlainText } from '../../language/text.ts';

export interface RefusedSecretWords {
  readonly refused: PlainText;
  readonly give: PlainText;
}

const password: RefusedSecretWords = {
  refused: 'Sign-in refused',
  give: 'Give the right password or token. In the window under Destinations, or in the environment as GANTRY_PASSWORD or GANTRY_TOKEN.',
};

const byReason: Readonly<Record<string, RefusedSecretWords>> = {
  'access-key': {
    refused: 'Access key refused',
    give: 'Give the right access key and its secret. In the window under Destinations, or in the environment as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  },
  'secret-key': {
    refused: 'Secret key refused',
    give: 'Give an access key and the secret that belongs to it. In the window under Destinations, or in the environment as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  },
  'ssh-key': {
    refused: 'SSH key refused',
    give: 'Give the right key or password. In the window under Destinations, or in the environment as GANTRY_SSH_KEY or GANTRY_PASSWORD.',
  },
  'ssh-key-file': {
    refused: 'SSH key refused',
    give: 'Give the path of a private key that may be read. In the window under Destinations, or in the environment as GANTRY_SSH_KEY.',
  },
  'ssh-key-unreadable': {
    refused: 'SSH key refused',
    give: 'Give a private key in OpenSSH’s or PEM format. In the window under Destinations, or in the environment as GANTRY_SSH_KEY.',
  },
  'ssh-passphrase': {
    refused: 'Passphrase of the SSH key refused',
    give: 'Give the passphrase of the SSH key. In the window under Destinations, or in the environment as GANTRY_SSH_PASSPHRASE.',
  },
  ssh: {
    refused: 'Sign-in refused',
    give: 'Give a key, a password or a running SSH agent. In the window under Destinations, or in the environment as GANTRY_SSH_KEY, GANTRY_PASSWORD or SSH_AUTH_SOCK.',
  },
};

/**
 * Which secret a server refused or misses, by the reason of the error: `access-key` (it does not know it, or none was given), `secret-key` (what was
 * signed with it is wrong, which some servers also say of an access key that they do not know), `ssh`, `ssh-key`, `ssh-key-file`, `ssh-key-unreadable` or `ssh-passphrase`. Any other reason: a password or token.
 */
export function refusedSecretWords(reason: string | undefined): RefusedSecretWords {
  return (reason === undefined ? undefined : byReason[reason]) ?? password;
}
