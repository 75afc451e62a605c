import { userInfo } from 'node:os';
import type { AnyAuthMethod, AuthenticationType, BaseAgent, ParsedKey } from 'ssh2';
import { UploadError } from '../../errors/upload-error.ts';
import type { Credentials } from '../../ports.ts';

export interface SignInParts {
  readonly credentials: Credentials;
  readonly host: string;
  readonly key: ParsedKey | null;
  readonly agent: BaseAgent | null;
}

interface Method {
  readonly type: AuthenticationType;
  readonly words: string;
  readonly method: AnyAuthMethod;
}

/** Every way to sign in that we have, in the order key, agent, password, as far as the server takes each (RFC 4252, §5.1). */
export class SignIn {
  readonly user: string;
  readonly #host: string;
  readonly #methods: Method[];
  readonly #tried: string[] = [];
  readonly #hasSecrets: boolean;

  constructor({ credentials, host, key, agent }: SignInParts) {
    const ssh = credentials.kind === 'ssh' ? credentials : null;
    const username = userOf(credentials) ?? userInfo().username;
    const password = credentials.kind === 'basic' ? credentials.password : (ssh?.password ?? null);
    this.user = username;
    this.#host = host;
    // The first question costs nothing, is how a server tells what it takes, and enough where it lets everybody in.
    this.#methods = [{ type: 'none', words: '', method: { type: 'none', username } }];
    if (key !== null) this.#methods.push({ type: 'publickey', words: 'the key', method: { type: 'publickey', username, key } });
    if (agent !== null)
      this.#methods.push({ type: 'publickey', words: 'the keys of the agent', method: { type: 'agent', username, agent } });
    if (password !== null) {
      this.#methods.push({ type: 'password', words: 'the password', method: { type: 'password', username, password } });
      this.#methods.push({
        type: 'keyboard-interactive',
        words: 'the password',
        method: {
          type: 'keyboard-interactive',
          username,
          // What is hidden while it is typed is the password; of anything else we know nothing.
          prompt: (_name, _instructions, _language, prompts, finish) => finish(prompts.map(({ echo }) => (echo === true ? '' : password))),
        },
      });
    }
    this.#hasSecrets = this.#methods.length > 1;
  }

  /** The next way to try among those that the server says it takes; null: there is none left. */
  next(left: readonly AuthenticationType[] | null): AnyAuthMethod | null {
    for (let method = this.#methods.shift(); method !== undefined; method = this.#methods.shift()) {
      if (left !== null && !left.includes(method.type)) continue;
      if (method.words !== '' && !this.#tried.includes(method.words)) this.#tried.push(method.words);
      return method.method;
    }
    return null;
  }

  /** Nothing of it was taken. */
  refusal(cause: unknown): UploadError {
    const host = this.#host;
    if (!this.#hasSecrets) return new UploadError('secret-missing', { details: { host, reason: 'ssh' }, cause });
    const tried = `${this.#tried.length === 0 ? 'nothing that the server takes' : this.#tried.join(', ')}, as “${this.user}”`;
    return new UploadError('sign-in-refused', { details: { host, reason: 'ssh', tried }, cause });
  }
}

function userOf(credentials: Credentials): string | null {
  if (credentials.kind === 'ssh' || credentials.kind === 'basic') return credentials.user;
  return null;
}
