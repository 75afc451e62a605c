import type { KeptSecretForms } from './kept-secret-forms.ts';
import { knownSecretForms } from './known-secrets.ts';
import { withoutSecretShapes } from './secret-shapes.ts';

/** Makes a text safe to be read by others. */
export type Redact = (text: string) => string;

/**
 * The one function through which the log and the diagnostics go: the secrets of this process in all their forms, by their value, and whatever
 * looks like a secret, by its shape. `kept`: those that come to be known later.
 */
export function createRedactor(
  environment: Readonly<Record<string, string | undefined>>,
  kept: Pick<KeptSecretForms, 'all'> = { all: () => [] },
): Redact {
  const forms = knownSecretForms(environment);
  return (text) => withoutSecretShapes([...kept.all(), ...forms].reduce((safe, form) => safe.replaceAll(form, '[redacted]'), text));
}
