import { z } from 'zod';
import { protocolVersion } from './socket-protocol.ts';
import type { Challenges } from './token-proof.ts';
import { isSameSecret, newChallenge, tokenProofOf } from './token-proof.ts';

const answerSchema = z.object({ challenge: z.string().max(200), proof: z.string().max(200) });

/** A client's side of the hello: whoever listens has to show first that it knows the token, which is never said. */
export class HolderProof {
  readonly #token: string;
  readonly #challenge = newChallenge();
  /** The first line. */
  readonly hello: unknown;

  constructor(token: string, client: string) {
    this.#token = token;
    this.hello = { hello: protocolVersion, challenge: this.#challenge, client };
  }

  /** What to say to whoever has shown that it is the holder; null: it has not, and is told nothing. */
  replyTo(line: unknown): unknown {
    const answer = answerSchema.safeParse(line);
    if (!answer.success) return null;
    const challenges: Challenges = { client: this.#challenge, holder: answer.data.challenge };
    if (!isSameSecret(answer.data.proof, tokenProofOf(this.#token, 'holder', challenges))) return null;
    return { proof: tokenProofOf(this.#token, 'client', challenges) };
  }
}
