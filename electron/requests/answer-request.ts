import type { z } from 'zod';
import type { Answer, RequestName, RequestValue } from '../../shared/contract.ts';
import type { PlainError } from '../../shared/error-codes.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { RequestContext } from './request-context.ts';
import type { RequestHandler, RequestHandlers } from './request-handler.ts';

const longestReason = 200;

/**
 * Answers one request whose name and arguments nobody has looked at yet. Never rejects: an unknown name or a wrong argument is
 * `bad-request` with the reason, an error of the engine keeps its code, and anything else is logged and told as `internal`.
 */
export async function answerRequest<Name extends RequestName>(
  handlers: RequestHandlers<Name>,
  context: RequestContext,
  name: unknown,
  args: unknown,
): Promise<Answer<RequestValue<Name>>> {
  if (!isNameOf(handlers, name)) return refuse(`unknown request ${describe(name)}`);
  const handler: RequestHandler<Name> = handlers[name];
  try {
    const checked = handler.schema.safeParse(args);
    if (!checked.success) return refuse(reasonOf(checked.error));
    return { ok: true, value: await handler.handle(context, checked.data) };
  } catch (error) {
    if (error instanceof UploadError) {
      if (error.cause !== undefined) context.log.write('warn', 'request-failed', { request: name, code: error.code, cause: error.cause });
      return { ok: false, error: error.toPlain() };
    }
    context.log.write('error', 'request-broke', { request: name, error });
    return { ok: false, error: { code: 'internal', details: {} } };
  }
}

function isNameOf<Name extends RequestName>(handlers: RequestHandlers<Name>, name: unknown): name is Name {
  return typeof name === 'string' && Object.hasOwn(handlers, name);
}

function refuse(reason: string): { readonly ok: false; readonly error: PlainError } {
  return { ok: false, error: { code: 'bad-request', details: { reason: reason.slice(0, longestReason) } } };
}

function describe(name: unknown): string {
  return typeof name === 'string' ? JSON.stringify(name.slice(0, 60)) : `of type ${typeof name}`;
}

/** The first thing that was wrong, with the argument's name: `paths.17: contains NUL`. */
function reasonOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'arguments';
  const where = issue.path.length === 0 ? 'arguments' : issue.path.map(String).join('.');
  return `${where}: ${issue.message}`;
}
