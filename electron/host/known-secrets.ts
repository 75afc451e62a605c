import { secretForms } from '../engine/errors/secret-forms.ts';
import { isSecretName } from './secret-shapes.ts';

/** Shorter ones would take ordinary words out of every text. */
const shortestSecret = 4;
const ordinaryValues = /^(?:true|false|null|none|yes|no|on|off|\d{1,5}|\/.*)$/i;

/**
 * Every form in which a secret of this environment may turn up in a text: as it is, percent-encoded, escaped, in hexadecimal, and in base64,
 * also in the middle of something else that was encoded with it. The longest first.
 */
export function knownSecretForms(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const forms = new Set<string>();
  for (const [name, value = ''] of Object.entries(environment)) {
    for (const secret of secretsIn(name, value)) for (const form of secretForms(secret)) if (form.length >= shortestSecret) forms.add(form);
  }
  return [...forms].sort((one, other) => other.length - one.length);
}

function secretsIn(name: string, value: string): readonly string[] {
  const password = /:\/\/[^/?#\s]*?:([^/?#\s]*)@/.exec(value)?.[1];
  const secrets = password === undefined ? [] : [password];
  // A path or a switch under such a name is none: `SSH_AUTH_SOCK`, `COOKIES=false`.
  if (isSecretName(name) && !(ordinaryValues.test(value) && !name.startsWith('GANTRY_'))) secrets.push(value, value.trim());
  return secrets.filter((secret) => secret.length >= shortestSecret);
}
