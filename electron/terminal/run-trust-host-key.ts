import type { Destination } from '../../shared/destination.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import type { TrustCommand } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';

/**
 * `gantry destinations trust`: shows which key an SFTP server had and which it shows now, and trusts the one of now once a person said yes. Where
 * nobody can be asked, `--yes` or `--fingerprint` says it. While the window holds the queue that is asked there too: a program could give those words as well.
 */
export async function runTrustHostKey(command: TrustCommand, context: CommandContext): Promise<ExitCode> {
  const { queue } = context;
  const { destination, isNew } = await queue.ask('findDestination', { nameOrUrl: command.destinationName });
  try {
    return await trust(command, destination, context);
  } finally {
    if (isNew) await queue.ask('removeDestination', { destinationId: destination.destinationId });
  }
}

async function trust(command: TrustCommand, { destinationId, name }: Destination, context: CommandContext): Promise<ExitCode> {
  const { queue } = context;
  const { stdout, stderr } = context.terminal;
  const { known, presented, isRevoked } = await queue.ask('trustHostKey', { destinationId, fingerprint: null });
  const before = known.length === 0 ? 'no key was known' : known.map(visibleText).join(' or ');
  stdout.write(`${visibleText(name)}\n  before: ${before}\n  now:    ${visibleText(presented)}\n`);
  if (isRevoked) {
    stderr.write('Your known_hosts says that this key must not be trusted. Nothing was changed.\n');
    return exitCodes.someFailed;
  }
  if (known.includes(presented)) {
    stdout.write('It is the key that is known. Nothing was changed.\n');
    return exitCodes.done;
  }
  if (command.fingerprint !== null && command.fingerprint !== presented) {
    stderr.write('The key of now is not the one of --fingerprint. Nothing was changed.\n');
    return exitCodes.someFailed;
  }
  if (command.fingerprint === null && !command.isAgreed && !(await isAgreedTo(context))) {
    stdout.write('Nothing was changed.\n');
    return context.terminal.ask === undefined ? exitCodes.badUsage : exitCodes.someFailed;
  }
  if (queue.holder?.host === 'window') stdout.write('Gantry holds the list, and asks in its window. Say yes there.\n');
  // Only the key that was shown: the server may have another one by now.
  await Promise.race([queue.ask('trustHostKey', { destinationId, fingerprint: presented }), interrupted(context)]);
  if (context.interruption.signal.aborted) return exitCodes.interrupted;
  stdout.write('The key of now is trusted.\n');
  return exitCodes.done;
}

/** A box in the window can stay unanswered for long. */
function interrupted({ interruption: { signal } }: CommandContext): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Asks the person; where nobody can be asked, says what to give instead. */
async function isAgreedTo({ terminal, interruption }: CommandContext): Promise<boolean> {
  if (terminal.ask === undefined) {
    terminal.stderr.write(
      'Nobody can be asked here: compare the key with whoever runs the server, then give --fingerprint SHA256:… or --yes.\n',
    );
    return false;
  }
  terminal.stdout.write('It may be a server set up anew, or another that listens in: ask who runs it for the fingerprint.\n');
  const line = await terminal.ask('Trust the key of now? Write yes: ', interruption.signal);
  return line !== null && /^y(es)?$/i.test(line.trim());
}
