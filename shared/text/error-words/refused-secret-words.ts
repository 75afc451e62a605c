export interface RefusedSecretWords {
  /** The subject of "… refused". */
  readonly what: string;
  /** The object of "Give …". */
  readonly give: string;
}

const password: RefusedSecretWords = { what: 'Sign-in', give: 'the right password or token (GANTRY_PASSWORD, GANTRY_TOKEN)' };

const byReason: Readonly<Record<string, RefusedSecretWords>> = {
  'access-key': { what: 'Access key', give: 'the right access key and its secret (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)' },
  'secret-key': { what: 'Secret key', give: 'the right secret of the access key (AWS_SECRET_ACCESS_KEY)' },
  'ssh-key': { what: 'SSH key', give: 'the right key or password (GANTRY_SSH_KEY, GANTRY_PASSWORD)' },
};

/**
 * Which secret a server refused or misses, by the reason of the error: `access-key` (it does not know it, or none was given), `secret-key` (what was
 * signed with it is wrong) or `ssh-key`. Any other reason: a password or token.
 */
export function refusedSecretWords(reason: string | undefined): RefusedSecretWords {
  return (reason === undefined ? undefined : byReason[reason]) ?? password;
}
