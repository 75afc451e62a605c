import { z } from 'zod';
import type { Answer } from '../../shared/contract.ts';
import type { PlainError } from '../../shared/error-codes.ts';
import type { ChangeBatch } from '../../shared/progress.ts';

/** Grows when something of `docs/local-api.md` is taken away or changes its meaning; what is only added leaves it as it is. */
export const protocolVersion = 1;

/** Who holds the queue: the app, a command that sends, or a server for programs. */
export const holderHosts = ['window', 'terminal', 'mcp'] as const;
export type HolderHost = (typeof holderHosts)[number];

export const goodbyes = ['closing', 'handed-over'] as const;
export type Goodbye = (typeof goodbyes)[number];

/** Bytes of a line before and after the hello; a line with 100,000 ids has four million. Before it for what may come in one piece with the hello. */
export const longestHello = 131_072;
export const longestRequest = 8 * 1_024 * 1_024;
export const longestAnswer = 16 * 1_024 * 1_024;
/** Rows of a page. */
export const mostRows = 1_000;

const helloFields = { hello: z.int(), client: z.string().max(100).exactOptional() };
/** With the token, or with a challenge where the holder has to show first that it is the holder. */
export const clientHelloSchema = z.union([
  z.strictObject({ ...helloFields, token: z.string().max(200) }),
  z.strictObject({ ...helloFields, challenge: z.string().min(20).max(200) }),
]);
/** The second line of who began with a challenge. */
export const clientProofSchema = z.strictObject({ proof: z.string().max(200) });

const requestIdSchema = z.union([z.int(), z.string().max(100)]);
export type RequestId = z.infer<typeof requestIdSchema>;

/** What a client says after its hello. */
export const clientMessageSchema = z.union([
  z.strictObject({ id: requestIdSchema, request: z.string().max(100), args: z.unknown().optional() }),
  z.strictObject({ acknowledge: z.int().min(0) }),
]);

export interface ServerHello {
  readonly hello: number;
  /** The version of Gantry. */
  readonly gantry: string;
  readonly host: HolderHost;
}

/** An error with its words, so that no client has to have its own. */
export type SocketAnswer = { readonly id: RequestId | null } & (Answer<unknown> & { readonly words?: string });

export type ServerMessage =
  | ServerHello
  | SocketAnswer
  | { readonly changes: ChangeBatch }
  /** The answer to a hello with a challenge. */
  | { readonly challenge: string; readonly proof: string }
  /** The queue is given up, and this connection with it; who hands it over does so to somebody who asked for it. */
  | { readonly goodbye: Goodbye }
  /** What was said is no line of this protocol; the connection ends. */
  | { readonly error: PlainError; readonly words: string };
