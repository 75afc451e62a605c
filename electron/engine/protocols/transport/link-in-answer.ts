import { valueAt } from '../../../../shared/json-path.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { HttpExtras } from '../protocol.ts';
import type { HttpAnswer } from './http-answer.ts';
import { headerOf } from './http-answer.ts';
import { httpLinkOf } from './http-link.ts';

/** What a JSON answer with a link may hold. */
export const mostLinkAnswerBytes = 1024 * 1024;

/**
 * The link that a destination's own rule finds in an answer of success; null where it has no rule. Throws `unexpected-answer` where the rule finds
 * none: the server did not do what the rule stands for, whatever its status. It is not tried again by itself, since each try may store another copy.
 */
export function linkInAnswer(answer: HttpAnswer, path: HttpExtras['linkPath']): string | null {
  if (path === null) return null;
  const shownPath = `$${path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')}`;
  const details = { httpStatus: answer.status, host: answer.url.host };
  let json: unknown;
  try {
    json = JSON.parse(answer.body.toString('utf8'));
  } catch (cause) {
    // A page in its place may be a network's own, which passes.
    const isPage = headerOf(answer, 'content-type')?.startsWith('text/html') === true;
    const failureClass = isPage ? 'transient' : 'permanent';
    throw new UploadError('unexpected-answer', { details: { ...details, reason: `no-json ${shownPath}` }, failureClass, cause });
  }
  const value = valueAt(json, path);
  const link = typeof value === 'string' && /^(https?:\/\/|\/)/i.test(value) ? httpLinkOf(value, answer.url) : null;
  if (link !== null) return link;
  throw new UploadError('unexpected-answer', { details: { ...details, reason: `no-link ${shownPath}` }, failureClass: 'permanent' });
}
