import { z } from 'zod';
import type { Answer } from '../../shared/contract.ts';
import type { PlainError } from '../../shared/error-codes.ts';
import type { ChangeBatch } from '../../shared/progress.ts';

/** Grows when something of `docs/local-api.md` is taken away or changes its meaning; what is only added leaves it as it is. */
export const protocolVersion = 1;

/** Who holds the queue: the app, a command that sends, or a server for programs. */
export const holderHosts = ['window', 'terminal', 'mcp'] as const;
export type HolderHost = (typeof holderHosts)[number];

/** Bytes of a line before and after the hello; a line with 100,000 ids has four million. Before it for what may come in one piece with the hello. */
export const longestHello = 131_072;
export const longestRequest = 8 * 1_024 * 1_024;
export const longestAnswer = 16 * 1_024 * 1_024;
/** Rows of a page. */
export const mostRows = 1_000;

export const clientHelloSchema = z.strictObject({
  hello: z.int(),
  token: z.string().max(200),
  client: z.string().max(100).exactOptional(),
});
export type ClientHello = z.infer<typeof clientHelloSchema>;

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
  /** The queue is given up, and this connection with it. */
  | { readonly goodbye: 'closing' }
  /** What was said is no line of this protocol; the connection ends. */
  | { readonly error: PlainError; readonly words: string };
