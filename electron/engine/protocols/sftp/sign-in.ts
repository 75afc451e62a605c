import { userInfo } from 'node:os';
import type { AnyAuthMethod, AuthenticationType, BaseAgent, ParsedKey } from 'ssh2';
import type { SignInWay } from '../../../../shared/sign-in-way.ts';
import { signInWays } from '../../../../shared/text/sign-in-ways.ts';
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
  /** null: the first question, which tries nothing. */
  readonly way: SignInWay | null;
  readonly method: AnyAuthMethod;
}

/** Every way to sign in that we have, in the order key, agent, password, as far as the server takes each (RFC 4252, §5.1). */
export class SignIn {
  readonly user: string;
  readonly #host: string;
  readonly #methods: Method[];
  readonly #tried: SignInWay[] = [];
  readonly #hasSecrets: boolean;

  constructor({ credentials, host, key, agent }: SignInParts) {
    const ssh = credentials.kind === 'ssh' ? credentials : null;
    const username = userOf(credentials) ?? userInfo().username;
    const password = credentials.kind === 'basic' ? credentials.password : (ssh?.password ?? null);
    this.user = username;
    this.#host = host;
    // The first question costs nothing, is how a server tells what it takes, and enough where it lets everybody in.
    this.#methods = [{ type: 'none', way: null, method: { type: 'none', username } }];
    if (key !== null) this.#methods.push({ type: 'publickey', way: 'key', method: { type: 'publickey', username, key } });
    if (agent !== null) this.#methods.push({ type: 'publickey', way: 'agent', method: { type: 'agent', username, agent } });
    if (password !== null) {
      this.#methods.push({ type: 'password', way: 'password', method: { type: 'password', username, password } });
      this.#methods.push({
        type: 'keyboard-interactive',
        way: 'password',
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
      if (method.way !== null && !this.#tried.includes(method.way)) this.#tried.push(method.way);
      return method.method;
    }
    return null;
  }

  /** Nothing of it was taken. */
  refusal(cause: unknown): UploadError {
    const host = this.#host;
    if (!this.#hasSecrets) return new UploadError('secret-missing', { details: { host, reason: 'ssh' }, cause });
    const triedWays = [...this.#tried];
    const ways = triedWays.length === 0 ? 'nothing that the server takes' : triedWays.map((way) => signInWays[way]).join(', ');
    const tried = { tried: `${ways}, as “${this.user}”`, triedWays, triedAs: this.user };
    return new UploadError('sign-in-refused', { details: { host, reason: 'ssh', ...tried }, cause });
  }
}

function userOf(credentials: Credentials): string | null {
  if (credentials.kind === 'ssh' || credentials.kind === 'basic') return credentials.user;
  return null;
}
