import type { PlainText } from '../../../shared/language/text.ts';
import { reasonFollowedBy } from '../../../shared/text/reason-followed-by.ts';
import { reasonOf } from '../../../shared/text/reason-of.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import type { YesNoQuestion } from './ask-yes-no.ts';

/** More than that does not fit into a box, and what nobody reads to its end nobody should say yes to. */
const mostLines = 24;
const mostCharacters = 1_600;

/** The question as it is. Throws `not-possible-now` where it is too much for one box; `remedy`: what to do then. */
export function fittingQuestion(question: YesNoQuestion, remedy: PlainText): YesNoQuestion {
  const text = `${question.title}\n${question.detail}`;
  if (text.length <= mostCharacters && text.split('\n').length <= mostLines) return question;
  throw new UploadError('not-possible-now', { details: reasonFollowedBy(reasonOf('That is too much for one question.'), remedy) });
}
