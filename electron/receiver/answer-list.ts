import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer } from './answer.ts';
import { checkRelativePath } from './check-relative-path.ts';
import { listReceived } from './list-received.ts';

/** A page of a list; a few hundred kilobytes. */
const mostListed = 1_000;

/** Answers with what was received below a folder, a line of JSON each, so that a client of ours can ask a person before it sends. */
export async function answerList(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = new URL(request.url ?? '', 'http://receiver').searchParams;
  const segmentsOf = (path: string): readonly string[] => (path === '' ? [] : checkRelativePath(path, process.platform));
  const { files, isMore } = await listReceived(
    root,
    segmentsOf(asked.get('below') ?? ''),
    segmentsOf(asked.get('after') ?? ''),
    mostListed,
  );
  const lines = files.map((file) => `${JSON.stringify(file)}\n`).join('');
  answer(response, 200, { 'Content-Type': 'application/x-ndjson', 'Gantry-List': isMore ? 'more' : 'end' }, lines);
}
