import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from '@tus/server';
import { trimAnswer } from './trim-answer.ts';

/** Lets the tus server answer. */
export async function passOn(tus: Server, request: IncomingMessage, response: ServerResponse, allowBody: () => void): Promise<void> {
  trimAnswer(request, response);
  allowBody();
  // A connection that breaks leaves the tus server's answer pending for ever; what it does with the data is tracked by the store.
  const closed = new Promise<void>((resolve) => response.once('close', () => resolve()));
  await Promise.race([tus.handle(request, response), closed]);
}
