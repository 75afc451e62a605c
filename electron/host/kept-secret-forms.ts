import { secretForms } from '../engine/errors/secret-forms.ts';

/** Shorter ones would take ordinary words out of every text. */
const shortestSecret = 4;

/** The secrets that came to be known after the start, such as typed ones, in every form in which a text may hold them. Never forgets one. */
export interface KeptSecretForms {
  add(secret: string): void;
  /** The longest first. */
  all(): readonly string[];
}

export function createKeptSecretForms(): KeptSecretForms {
  const known = new Set<string>();
  let forms: readonly string[] = [];
  return {
    add: (secret) => {
      if (known.has(secret)) return;
      known.add(secret);
      const all = new Set(forms);
      for (const text of [secret, secret.trim()]) {
        if (text.length >= shortestSecret) for (const form of secretForms(text)) if (form.length >= shortestSecret) all.add(form);
      }
      forms = [...all].sort((one, other) => other.length - one.length);
    },
    all: () => forms,
  };
}
