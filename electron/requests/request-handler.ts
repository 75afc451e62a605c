import type { z } from 'zod';
import type { RequestArguments, RequestName, RequestValue } from '../../shared/contract.ts';
import type { RequestContext } from './request-context.ts';

/** How one request is checked and answered. `handle` sees only arguments that the schema let through. */
export interface RequestHandler<Name extends RequestName> {
  readonly schema: z.ZodType<RequestArguments<Name>>;
  handle(context: RequestContext, args: RequestArguments<Name>): RequestValue<Name> | Promise<RequestValue<Name>>;
}

/** One handler for each of the names: leaving one out does not compile. */
export type RequestHandlers<Name extends RequestName> = { readonly [Each in Name]: RequestHandler<Each> };
