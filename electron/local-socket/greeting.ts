import type { ServerMessage } from './socket-protocol.ts';
import { clientHelloSchema, clientProofSchema } from './socket-protocol.ts';
import { isSameSecret, newChallenge, tokenProofOf } from './token-proof.ts';

/** What a line of somebody who has not been let in leads to. */
export type Greeted =
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'asked'; readonly message: ServerMessage }
  | { readonly kind: 'welcome'; readonly client: string };

/**
 * The holder's side of the hello. A client says the token; or it throws in a challenge, is shown first that the holder knows the token, and then shows the
 * same, so that the token is never said to anybody. Nothing else is told to who does not know it, not even the version.
 */
export class Greeting {
  readonly #token: string;
  readonly #version: number;
  #expected: { readonly proof: string; readonly version: number; readonly client: string } | null = null;

  constructor(token: string, version: number) {
    this.#token = token;
    this.#version = version;
  }

  hear(line: unknown): Greeted {
    return this.#expected === null ? this.#hello(line) : this.#proof(line, this.#expected);
  }

  #hello(line: unknown): Greeted {
    const checked = clientHelloSchema.safeParse(line);
    if (!checked.success) return { kind: 'refused', reason: 'the first line is no hello' };
    const { hello: version, client = '' } = checked.data;
    if ('token' in checked.data)
      return isSameSecret(checked.data.token, this.#token)
        ? this.#admit(version, client)
        : { kind: 'refused', reason: 'the token is not the one of this start' };
    const challenges = { client: checked.data.challenge, holder: newChallenge() };
    this.#expected = { proof: tokenProofOf(this.#token, 'client', challenges), version, client };
    return { kind: 'asked', message: { challenge: challenges.holder, proof: tokenProofOf(this.#token, 'holder', challenges) } };
  }

  #proof(line: unknown, expected: { readonly proof: string; readonly version: number; readonly client: string }): Greeted {
    const checked = clientProofSchema.safeParse(line);
    if (!checked.success || !isSameSecret(checked.data.proof, expected.proof))
      return { kind: 'refused', reason: 'the proof is not that of the token of this start' };
    return this.#admit(expected.version, expected.client);
  }

  #admit(version: number, client: string): Greeted {
    if (version === this.#version) return { kind: 'welcome', client };
    return { kind: 'refused', reason: `this Gantry speaks version ${this.#version} of the protocol, not ${version}` };
  }
}
