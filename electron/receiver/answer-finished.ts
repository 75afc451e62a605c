import type { ServerResponse } from 'node:http';
import type { AnswerHeaders } from './answer.ts';
import { answer } from './answer.ts';
import { uploadsPath } from './uploads-path.ts';

/** A whole upload in its place. */
export interface Finished {
  readonly id: string;
  /** Bytes. */
  readonly length: number;
  /** Where it was put, under what receives. */
  readonly segments: readonly string[];
}

/** The header that says where a file was put: percent-encoded, `/` between the parts. */
export function locationHeader(finished: Finished): AnswerHeaders {
  return { 'Gantry-Location': finished.segments.map(encodeURIComponent).join('/') };
}

/** The answer to a create, also to a repeated one: with what is there already. */
export function answerCreated(response: ServerResponse, id: string, offset: number, headers: AnswerHeaders): void {
  answer(response, 201, { Location: `${uploadsPath}/${id}`, 'Upload-Offset': String(offset), ...headers });
}

/** The answer to a HEAD for a finished upload. */
export function answerFinishedHead(response: ServerResponse, done: Finished): void {
  const name = Buffer.from(done.segments.at(-1) ?? '').toString('base64');
  const size = String(done.length);
  answer(response, 200, { 'Upload-Offset': size, 'Upload-Length': size, 'Upload-Metadata': `filename ${name}`, ...locationHeader(done) });
}

/** The answer to a PATCH for a finished upload. */
export function answerFinishedPatch(response: ServerResponse, done: Finished, offset: unknown): void {
  if (offset !== String(done.length)) answer(response, 409, {}, 'The upload is finished.\n');
  else answer(response, 204, { 'Upload-Offset': String(done.length), ...locationHeader(done) });
}
