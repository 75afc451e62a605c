import type { IncomingMessage } from 'node:http';

/**
 * Counts the body's bytes as they arrive, without reading them: a `data` listener would make the stream flow
 * past the server that is being watched.
 */
export function countBodyBytes(request: IncomingMessage): () => number {
  let bytes = 0;
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    if (chunk !== null) bytes += chunk.length;
    return push(chunk, encoding);
  };
  return () => bytes;
}
