import { z } from 'zod';
import type { ImportChoice } from '../../../shared/importable.ts';
import { findImportable } from '../../host/import/find-importable.ts';
import { inBucket } from '../../host/import/import-candidate.ts';
import { importChosen } from '../../host/import/import-chosen.ts';
import { addDestination } from '../../requests/add-destination.ts';
import { importChoiceSchema, mostEntries } from '../../requests/argument-schemas.ts';
import { findDestination } from '../../requests/find-destination.ts';
import type { RequestHandlers } from '../../requests/request-handler.ts';
import { testAddress } from '../../requests/test-address.ts';
import type { AgreeToAddresses } from './agree-to-addresses.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What names an address to Gantry, as a page may ask for it: a person agrees to the address first. What stands in the configurations of other programs is theirs. */
export function createAddressHandlers(
  agree: AgreeToAddresses,
  environment: Environment,
): RequestHandlers<'addDestination' | 'findDestination' | 'testAddress' | 'importDestinations'> {
  return {
    addDestination: {
      ...addDestination,
      async handle(context, args) {
        await agree(context.engine, [args.url]);
        return await addDestination.handle(context, args);
      },
    },
    findDestination: {
      ...findDestination,
      async handle(context, args) {
        const { nameOrUrl } = args;
        if (nameOrUrl.includes('://') && context.engine.destinations.find(nameOrUrl) === null) await agree(context.engine, [nameOrUrl]);
        return await findDestination.handle(context, args);
      },
    },
    testAddress: {
      ...testAddress,
      async handle(context, args) {
        await agree(context.engine, [args.url]);
        return await testAddress.handle(context, args);
      },
    },
    importDestinations: {
      schema: z.strictObject({ chosen: z.array(importChoiceSchema).max(mostEntries) }),
      async handle({ engine }, { chosen }) {
        await agree(engine, await bucketsOf(chosen, environment));
        return { results: await importChosen(chosen, engine.destinations, environment) };
      },
    },
  };
}

/** A bucket is named by the page, and may be anybody's. */
async function bucketsOf(chosen: readonly ImportChoice[], environment: Environment): Promise<readonly string[]> {
  const addresses: string[] = [];
  for (const { source, name, bucket } of chosen) {
    if (bucket === undefined) continue;
    const candidate = (await findImportable(source, environment)).find((one) => one.name === name);
    if (candidate !== undefined && 'url' in candidate) addresses.push(inBucket(candidate.url, bucket));
  }
  return addresses;
}
