import type { SdkRequest } from './sdk-exchange.ts';

interface Built {
  readonly request: unknown;
}

/** A step of the SDK's that adds a header before the signature. */
export function withHeader(name: string, value: string, isWanted: (commandName: string) => boolean = () => true) {
  return <Arguments extends Built, Result>(next: (built: Arguments) => Promise<Result>, context: { readonly commandName?: string }) =>
    (built: Arguments): Promise<Result> => {
      if (isWanted(context.commandName ?? '')) (built.request as SdkRequest).headers[name] = value;
      return next(built);
    };
}
