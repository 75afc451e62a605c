import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer, answerRefusal } from './answer.ts';
import { checksumAlgorithms } from './expected-checksum.ts';
import type { Refusal } from './refusal.ts';
import { uploadsPath } from './uploads-path.ts';

/** What a receiver does with each kind of request; an `id` is never empty and has no slash. */
export interface UploadHandlers {
  /** Of tus 1.0, in the spelling of `Tus-Extension`. */
  readonly extensions: readonly string[];
  create(request: IncomingMessage, response: ServerResponse, allowBody: () => void): Promise<void>;
  head(request: IncomingMessage, response: ServerResponse, id: string): Promise<void>;
  patch(request: IncomingMessage, response: ServerResponse, id: string, allowBody: () => void): Promise<void>;
  remove(request: IncomingMessage, response: ServerResponse, id: string): Promise<void>;
  /** What is below the folder that the query's `below` names. Left out where nothing can be listed. */
  readonly list?: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  refusalFor(error: unknown): Refusal;
}

/** The way of a request of tus 1.0 to its handler. What a handler throws is answered as a refusal. */
export async function routeUploadRequest(
  request: IncomingMessage,
  response: ServerResponse,
  allowBody: () => void,
  handlers: UploadHandlers,
): Promise<void> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const id = path.startsWith(`${uploadsPath}/`) ? path.slice(uploadsPath.length + 1) : '';
  const isCollection = path === uploadsPath || path === `${uploadsPath}/`;
  if (request.method === 'OPTIONS' && (isCollection || id !== '')) return describeServer(response, handlers);
  if (request.headers['tus-resumable'] !== '1.0.0') {
    return answer(response, 412, { 'Tus-Version': '1.0.0' }, 'This is a tus 1.0.0 server.\n');
  }
  try {
    const isList = request.method === 'GET' && isCollection && request.url?.includes('?below=') === true;
    if (isList && handlers.list !== undefined) return await handlers.list(request, response);
    if (request.method === 'POST' && isCollection) return await handlers.create(request, response, allowBody);
    if (id === '' || id.includes('/')) return answer(response, 404, {}, 'Nothing is here.\n');
    if (request.method === 'HEAD') return await handlers.head(request, response, id);
    if (request.method === 'PATCH') return await handlers.patch(request, response, id, allowBody);
    if (request.method === 'DELETE') return await handlers.remove(request, response, id);
    answer(response, 405, { Allow: 'OPTIONS, HEAD, PATCH, DELETE' }, 'Files are received here, not given out.\n');
  } catch (error) {
    if (response.headersSent) response.destroy();
    else answerRefusal(response, handlers.refusalFor(error));
  }
}

function describeServer(response: ServerResponse, { extensions: ownExtensions, list }: UploadHandlers): void {
  const extensions = [...ownExtensions, 'gantry-repeated-creation', ...(list === undefined ? [] : ['gantry-list'])];
  const checksums = ownExtensions.includes('checksum') ? { 'Tus-Checksum-Algorithm': checksumAlgorithms.join(',') } : {};
  answer(response, 204, {
    'Tus-Version': '1.0.0',
    'Tus-Extension': extensions.join(','),
    ...checksums,
    Allow: 'OPTIONS, POST, HEAD, PATCH, DELETE',
  });
}
