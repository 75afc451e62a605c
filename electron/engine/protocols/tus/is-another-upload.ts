import { Buffer } from 'node:buffer';
import type { HttpAnswer } from '../transport/http-answer.ts';
import { headerOf } from '../transport/http-answer.ts';

/**
 * Whether an answer to HEAD describes an upload that is not the one we named `uploadId` when we made it: a server that keeps what
 * we said of it gives it back (tus 1.0, "Upload-Metadata"). One that says nothing proves nothing. `isFromEarlier`: an earlier Gantry made it and
 * wrote no name down; its names were beginnings of ours.
 */
export function isAnotherUpload(answer: HttpAnswer, uploadId: string | null, isFromEarlier = false): boolean {
  if (uploadId === null) return false;
  for (const entry of (headerOf(answer, 'upload-metadata') ?? '').split(',')) {
    const [key, value = ''] = entry.trim().split(' ');
    if (key !== 'uploadId') continue;
    const found = Buffer.from(value, 'base64').toString('utf8');
    return isFromEarlier ? !uploadId.startsWith(found) : found !== uploadId;
  }
  return false;
}
