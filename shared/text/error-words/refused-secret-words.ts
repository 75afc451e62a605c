export interface RefusedSecretWords {
  /** The subject of "… refused". */
  readonly what: string;
  /** The object of "Give …". */
  readonly give: string;
}

const password: RefusedSecretWords = { what: 'Sign-in', give: 'the right password or token (GANTRY_PASSWORD, GANTRY_TOKEN)' };

const byReason: Readonly<Record<string, RefusedSecretWords>> = {
  'access-key': { what: 'Access key', give: 'the right access key and its secret (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)' },
  'secret-key': { what: 'Secret key', give: 'an access key and the secret that belongs to it (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)' },
  'ssh-key': { what: 'SSH key', give: 'the right key or password (GANTRY_SSH_KEY, GANTRY_PASSWORD)' },
  'ssh-key-file': { what: 'SSH key', give: 'the path of a private key that is there and may be read (GANTRY_SSH_KEY)' },
  'ssh-key-unreadable': { what: 'SSH key', give: 'the path of a private key in OpenSSH’s or PEM format (GANTRY_SSH_KEY)' },
  'ssh-passphrase': { what: 'Passphrase of the SSH key', give: 'the passphrase of the SSH key (GANTRY_SSH_PASSPHRASE)' },
  ssh: { what: 'Sign-in', give: 'a key (GANTRY_SSH_KEY), a running SSH agent (SSH_AUTH_SOCK) or a password (GANTRY_PASSWORD)' },
};

/**
 * Which secret a server refused or misses, by the reason of the error: `access-key` (it does not know it, or none was given), `secret-key` (what was
 * signed with it is wrong, which some servers also say of an access key that they do not know), `ssh`, `ssh-key`, `ssh-key-file`, `ssh-key-unreadable` or `ssh-passphrase`. Any other reason: a password or token.
 */
export function refusedSecretWords(reason: string | undefined): RefusedSecretWords {
  return (reason === undefined ? undefined : byReason[reason]) ?? password;
}
