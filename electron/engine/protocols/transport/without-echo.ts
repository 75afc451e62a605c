import { Buffer } from 'node:buffer';
import { secretForms } from '../../errors/secret-forms.ts';
import type { Credentials } from '../../ports.ts';
import { authorizationOf } from './authorization.ts';
import type { HttpAnswer } from './http-answer.ts';
import { isSuccess } from './http-answer.ts';

/** Shorter ones would take ordinary words out of an answer. */
const shortestSecret = 4;

/**
 * The answer without the sign-in that it repeats. Servers and proxies quote whole requests in their errors, and their words are shown, stored and
 * logged. Only what refuses is quoted by us.
 */
export function withoutEcho(answer: HttpAnswer, credentials: Credentials): HttpAnswer {
  if (credentials.kind === 'none' || isSuccess(answer) || answer.body.byteLength === 0) return answer;
  const body = answer.body.toString('utf8');
  const safe = formsOf(credentials).reduce((text, form) => text.replaceAll(form, '[redacted]'), body);
  return safe === body ? answer : { ...answer, body: Buffer.from(safe, 'utf8') };
}

function formsOf(credentials: Exclude<Credentials, { readonly kind: 'none' }>): readonly string[] {
  const sent = authorizationOf(credentials)?.replace(/^\S+ /, '') ?? '';
  const forms = new Set([sent, ...secretsOf(credentials)].flatMap(secretForms));
  return [...forms].filter((form) => form.length >= shortestSecret).sort((one, other) => other.length - one.length);
}

function secretsOf(credentials: Credentials): readonly string[] {
  switch (credentials.kind) {
    case 'none':
      return [];
    case 'bearer':
      return [credentials.token.trim()];
    case 'basic':
      return [credentials.password];
    case 'aws':
      return [credentials.secretAccessKey, credentials.sessionToken ?? ''];
    case 'ssh':
      return [credentials.password ?? '', credentials.passphrase ?? '', credentials.privateKey ?? ''];
  }
}
