import { z } from 'zod';
import type { Scope } from '../../shared/contract.ts';
import type { DestinationSecret } from '../../shared/destination-secret.ts';
import type { BatchId, DestinationId, UploadId, WatchId } from '../../shared/ids.ts';
import type { ImportChoice } from '../../shared/importable.ts';
import { importSources } from '../../shared/importable.ts';

/** The longest path that any of our platforms knows, Windows with its `\\?\` prefix. */
const longestPath = 32_768;
/** Paths or ids in one request. */
export const mostEntries = 100_000;

const idText = z.string().regex(/^[\w.:-]{1,128}$/, 'is not an id');

export const uploadIdSchema = idText.transform((text) => text as UploadId);
export const batchIdSchema = idText.transform((text) => text as BatchId);
export const destinationIdSchema = idText.transform((text) => text as DestinationId);
export const watchIdSchema = idText.transform((text) => text as WatchId);

/** At most 32,768 characters without NUL; perhaps none. */
const pathText = z
  .string()
  .max(longestPath)
  .regex(/^[^\0]*$/, 'contains NUL');

/** 1 to 32,768 characters without NUL. */
export const pathSchema = pathText.min(1);

/** At most 100,000 of them. */
export const pathsSchema = z.array(pathSchema).max(mostEntries);

/** A folder under a destination; empty for the destination itself. */
export const relativePathSchema: z.ZodType<string> = pathText;

/** A line that a person wrote, such as a name: no control characters. */
export const lineSchema = (longest: number): z.ZodType<string> =>
  z
    .string()
    .max(longest)
    .trim()
    .min(1)
    .regex(/^\P{Cc}*$/u, 'contains control characters');

export const addressSchema = lineSchema(8_192);

/** What a person typed or pasted; never trimmed, as a password may begin with a space. What is wrong is told without the value. */
const secretText = z
  .string()
  .max(16_384)
  .regex(/^\P{Cc}*$/u, 'contains control characters');

export const secretSchema: z.ZodType<DestinationSecret> = z.strictObject({
  password: secretText.exactOptional(),
  token: secretText.exactOptional(),
  accessKeyId: secretText.exactOptional(),
  secretAccessKey: secretText.exactOptional(),
  sessionToken: secretText.exactOptional(),
  passphrase: secretText.exactOptional(),
});

export const importChoiceSchema: z.ZodType<ImportChoice> = z.strictObject({
  source: z.enum(importSources),
  // As the configuration spells it: also one with spaces at its ends.
  name: z.string().max(1_024),
  bucket: z
    .string()
    .regex(/^[a-z\d][a-z\d._-]{1,254}$/i, 'is no name of a bucket')
    .exactOptional(),
});

export const noArgumentsSchema: z.ZodType<Record<string, never>> = z.strictObject({});

export const scopeSchema: z.ZodType<Scope> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('uploads'), uploadIds: z.array(uploadIdSchema).max(mostEntries) }),
  z.strictObject({ kind: z.literal('batch'), batchId: batchIdSchema }),
  z.strictObject({ kind: z.literal('all') }),
]);
