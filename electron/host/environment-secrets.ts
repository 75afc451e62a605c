import type { Credentials, SecretStore } from '../engine/ports.ts';

/**
 * Secrets from the environment: `GANTRY_PASSWORD` for a destination that names a user, else `GANTRY_TOKEN` as a bearer.
 * "This computer" needs none and gets none.
 */
export function createEnvironmentSecrets(environment: Readonly<Record<string, string | undefined>>): SecretStore {
  return {
    async credentialsFor(destination): Promise<Credentials> {
      if (destination.isBuiltIn) return { kind: 'none' };
      const password = environment['GANTRY_PASSWORD'];
      if (destination.user !== null && password !== undefined && password !== '') {
        return { kind: 'basic', user: destination.user, password };
      }
      const token = environment['GANTRY_TOKEN'];
      if (token !== undefined && token !== '') return { kind: 'bearer', token };
      return { kind: 'none' };
    },
  };
}
