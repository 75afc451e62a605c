import type { UploadId } from '../../shared/ids.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import type { LinkCommand } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';

/** `gantry link`: the link of a file that arrived, alone on stdout so that it can be passed on. */
export async function runLink(command: LinkCommand, { queue, terminal }: CommandContext): Promise<ExitCode> {
  const { stdout, stderr } = terminal;
  const { link } = await queue.ask('getLink', { uploadId: command.uploadId as UploadId });
  if (link === null) {
    stderr.write('There is no link to that file: it has not arrived, or its destination has none.\n');
    return exitCodes.someFailed;
  }
  stdout.write(`${visibleText(link)}\n`);
  return exitCodes.done;
}
