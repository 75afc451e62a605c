import type { DestinationSecret, SecretField } from '../../shared/destination-secret.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const ownVariables: Readonly<Record<SecretField, string>> = {
  password: 'GANTRY_PASSWORD',
  token: 'GANTRY_TOKEN',
  accessKeyId: 'GANTRY_ACCESS_KEY_ID',
  secretAccessKey: 'GANTRY_SECRET_ACCESS_KEY',
  sessionToken: 'GANTRY_SESSION_TOKEN',
  passphrase: 'GANTRY_SSH_PASSPHRASE',
};

/** What follows in the names of a destination's own variables: `PHOTO_ARCHIVE` for "Photo archive"; null for a name that no shell could take. */
export function variableEndingOf(destinationName: string): string | null {
  const ending = destinationName
    .trim()
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return ending === '' || destinationName.includes('://') ? null : ending;
}

/** The name of the variable in which a destination's own secret is looked for: `GANTRY_TOKEN_PHOTO_ARCHIVE`. */
export function ownVariable(field: SecretField, destinationName: string): string | null {
  const ending = variableEndingOf(destinationName);
  return ending === null ? null : `${ownVariables[field]}_${ending}`;
}

/** What the environment holds for this destination alone; null when it is nothing. */
export function ownSecretIn(environment: Environment, destinationName: string): DestinationSecret | null {
  const ending = variableEndingOf(destinationName);
  if (ending === null) return null;
  const found = Object.entries(ownVariables).flatMap(([field, name]) => {
    const value = environment[`${name}_${ending}`];
    return value === undefined || value === '' ? [] : [[field, value] as const];
  });
  return found.length === 0 ? null : Object.fromEntries(found);
}

/** What the environment holds for every destination that has nothing of its own. */
export function generalSecretIn(environment: Environment): DestinationSecret {
  const general: Readonly<Record<SecretField, string>> = {
    ...ownVariables,
    accessKeyId: 'AWS_ACCESS_KEY_ID',
    secretAccessKey: 'AWS_SECRET_ACCESS_KEY',
    sessionToken: 'AWS_SESSION_TOKEN',
  };
  return Object.fromEntries(
    Object.entries(general).flatMap(([field, name]) => {
      const value = environment[name];
      return value === undefined || value === '' ? [] : [[field, value]];
    }),
  );
}
