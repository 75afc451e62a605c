import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { decidingPolicies } from '../../../shared/conflict.ts';
import type { Destination } from '../../../shared/destination.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import { lineSchema, pathSchema } from '../../requests/argument-schemas.ts';
import { notAddedOf } from './facts-of.ts';
import { notAddedSchema } from './mcp-schemas.ts';
import { mcpTool } from './mcp-tool.ts';

const mostPaths = 1_000;
const mostNotAdded = 20;

export const addFiles = mcpTool({
  name: 'add_files',
  title: 'Add files and folders',
  description:
    'Adds files and folders of this computer to the upload queue, to be sent to a destination that a person has saved. A folder arrives with its structure. What is there already is replaced only where conflict, or a person before, says so. Answers at once; batch_status tells how it goes.',
  isWriting: true,
  // With `overwrite` and `newer`, or where the destination or the settings say so.
  mayReplace: true,
  input: z.strictObject({
    paths: z
      .array(pathSchema.refine((path) => isAbsolute(path), 'is not absolute'))
      .min(1)
      .max(mostPaths)
      .describe('Absolute paths'),
    destination: lineSchema(200).optional().describe('The name of a saved destination; the default one where it is left out'),
    conflict: z.enum(decidingPolicies).optional().describe('What happens where a name is taken'),
    verify: z.boolean().optional().describe('Ask the destination afterwards what it stored'),
  }),
  output: z.object({
    batchId: z.string().nullable(),
    destination: z.string(),
    /** Files that were in the queue when this was answered; folders are walked on after it. */
    added: z.int(),
    notAdded: z.array(notAddedSchema),
    notAddedInAll: z.int(),
  }),
  call: (queue, { paths, destination: name, conflict, verify }) =>
    queue.change(true, async (access) => {
      const { destinations } = await access.ask('listDestinations', {});
      const { destinationId, name: destination } = chosen(destinations, name);
      const { batchId, added, refusals } = await access.ask('addPaths', {
        ...{ paths, destinationId },
        ...(conflict === undefined ? {} : { conflict }),
        ...(verify === undefined ? {} : { verify }),
      });
      const notAdded = refusals.slice(0, mostNotAdded).map(notAddedOf);
      return { batchId, destination, added, notAdded, notAddedInAll: refusals.length };
    }),
});

/** Only what a person saved: an address would let whoever steers the program send files anywhere. */
function chosen(destinations: readonly Destination[], name: string | undefined): Destination {
  const found =
    name === undefined
      ? (destinations.find(({ isDefault }) => isDefault) ?? destinations[0])
      : (destinations.find((one) => one.name === name) ?? destinations.find((one) => one.name.toLowerCase() === name.toLowerCase()));
  if (found !== undefined) return found;
  const names = destinations.map((one) => `“${one.name}”`).join(', ');
  const reason = `${name === undefined ? 'No destination is saved' : `No destination is saved as “${name}”`}. ${names === '' ? 'A person has to save one.' : `There are: ${names}.`}`;
  throw new UploadError('bad-request', { details: { reason } });
}
