import type { RequestArguments, RequestName, Requests, RequestValue } from '../../shared/contract.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import { answerRequest } from '../requests/answer-request.ts';
import { requestHandlers } from '../requests/request-handlers.ts';
import type { CommandContext } from './command-context.ts';

/** Sends a request of the contract through the same door as the window does: the arguments are checked. Throws `UploadError`. */
export async function askEngine<Name extends RequestName & keyof Requests>(
  { engine, settings, log }: Pick<CommandContext, 'engine' | 'settings' | 'log'>,
  name: Name,
  args: RequestArguments<Name>,
): Promise<RequestValue<Name>> {
  const answer = await answerRequest(requestHandlers, { engine, settings, log, currentSequence: () => 0 }, name, args);
  if (!answer.ok) throw new UploadError(answer.error.code, { details: answer.error.details });
  return answer.value as RequestValue<Name>;
}
