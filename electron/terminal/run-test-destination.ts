import { abilityWords } from '../../shared/text/ability-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import type { CommandContext } from './command-context.ts';
import { errorSentence } from './error-sentence.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { jsonText } from './json-text.ts';

/** `gantry destinations test`: what works there, one line each; of a saved destination or of a URL. */
export async function runTestDestination(nameOrUrl: string, isJson: boolean, context: CommandContext): Promise<ExitCode> {
  const { queue, terminal } = context;
  const { destination, isNew } = await queue.ask('findDestination', { nameOrUrl: nameOrUrl });
  const answer = await queue.ask('testDestination', { destinationId: destination.destinationId });
  if (isNew) await queue.ask('removeDestination', { destinationId: destination.destinationId });
  const name = visibleText(destination.name);
  const exitCode = answer.ok ? exitCodes.done : exitCodes.destinationUnusable;
  if (isJson) {
    const { name: plainName, kind, url } = destination;
    terminal.stdout.write(`${jsonText({ destination: { name: plainName, kind, url }, ...answer })}\n`);
    return exitCode;
  }
  if (!answer.ok) {
    terminal.stderr.write(`${name}: ${errorSentence(answer.error, destination.name)}\n`);
    return exitCode;
  }
  const lines = abilityWords(answer).map(({ label, text, works }) => `  ${works ? '✓' : '–'} ${label.padEnd(13)} ${text}\n`);
  terminal.stdout.write(`${name} can be used.\n${lines.join('')}`);
  return exitCode;
}
