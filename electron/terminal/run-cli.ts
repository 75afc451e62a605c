import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { parseArguments } from './parse-arguments.ts';
import { runCommand } from './run-command.ts';
import type { Terminal } from './terminal.ts';

/** Reads the words of a command line, does what they say, and answers with how the process ends; all output is through by then. */
export async function runCli(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const parsed = parseArguments(words);
  let exitCode: ExitCode = exitCodes.badUsage;
  if (parsed.ok) {
    exitCode = await runCommand(parsed.command, terminal);
  } else {
    const { message: problem, topic } = parsed.error;
    terminal.stderr.write(`${problem}\n“gantry ${topic === null ? '' : `${topic} `}--help” tells what there is.\n`);
  }
  await Promise.all([terminal.stdout.flush(), terminal.stderr.flush()]);
  return exitCode;
}
