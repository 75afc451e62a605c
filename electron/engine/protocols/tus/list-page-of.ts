import { UploadError } from '../../errors/upload-error.ts';
import type { FoundFile } from '../protocol.ts';
import { headerOf, isSuccess } from '../transport/http-answer.ts';
import type { TusClient } from './tus-client.ts';

export interface TusListPage {
  readonly files: readonly FoundFile[];
  /** The path after which the next page begins; null: there is none. */
  readonly next: string | null;
}

/** A page of what a server of ours has below a folder, after a path; throws `unexpected-answer` for what is no such page. */
export async function listPageOf(client: TusClient, below: string, after: string, signal: AbortSignal): Promise<TusListPage> {
  const answer = await client.list(below, after, signal);
  if (!isSuccess(answer)) throw client.errorOf(answer);
  const state = headerOf(answer, 'gantry-list');
  const lines = answer.body.toString('utf8').split('\n').slice(0, -1);
  const files = lines.map(fileOf);
  const last = files.at(-1);
  if ((state !== 'more' && state !== 'end') || files.includes(null) || (state === 'more' && (last?.relativePath ?? after) === after)) {
    throw new UploadError('unexpected-answer', { details: { host: answer.url.host, httpStatus: answer.status, reason: 'Gantry-List' } });
  }
  return { files: files.filter((file) => file !== null), next: state === 'more' ? (last?.relativePath ?? null) : null };
}

function fileOf(line: string): FoundFile | null {
  try {
    const { relativePath, size, mtime } = JSON.parse(line) as Readonly<Record<string, unknown>>;
    if (typeof relativePath !== 'string' || typeof size !== 'number' || typeof mtime !== 'number') return null;
    return { relativePath, sizeBytes: size, modifiedAtMs: mtime };
  } catch {
    return null;
  }
}
