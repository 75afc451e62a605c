import { mostFilesAtOnce } from '../../shared/most-files-at-once.ts';
import { parseByteCount } from '../../shared/text/parse-byte-count.ts';
import { conflictPolicies, uploadStatuses } from '../../shared/upload.ts';
import type { Command, CommandName, DestinationsCommand, RunOptions, ServeCommand, WorkCommand } from './command.ts';
import { importCommandFrom } from './import-command-from.ts';
import type { GivenOptions } from './options.ts';
import { settingsCommandFrom } from './settings-command-from.ts';
import { shownWord } from './shown-word.ts';
import { trustCommandFrom } from './trust-command-from.ts';
import { unfinishedCommandFrom } from './unfinished-command-from.ts';
import { urlWithoutPassword } from './url-without-password.ts';
import { UsageError } from './usage-error.ts';
import { watchCommandFrom } from './watch-command-from.ts';

const mostRetries = 1_000;
const highestPort = 65_535;

/** The command that these options and operands make; the options are known to belong to it. Throws `UsageError`. */
export function commandFrom(name: CommandName, given: GivenOptions, operands: readonly string[]): Command {
  return { ...workFrom(name, given, operands), dataDirectory: given['data-dir'] ?? null };
}

function workFrom(name: CommandName, given: GivenOptions, operands: readonly string[]): WorkCommand {
  const isJson = given.json !== undefined;
  switch (name) {
    case 'upload': {
      if (given.to === undefined) {
        throw new UsageError('Where to? Give --to with a destination’s name or a URL such as tus+https://example.org/files/.', name);
      }
      if (operands.length === 0) throw new UsageError('Nothing to upload: give at least one file or folder.', name);
      const retries = given.retries === undefined ? null : wholeNumber('--retries', given.retries, 0, mostRetries, name);
      return {
        name,
        to: urlWithoutPassword(given.to, '--to', name),
        paths: operands,
        conflict: given.conflict === undefined ? null : oneOf('--conflict', given.conflict, conflictPolicies, name),
        verify: given.verify !== undefined,
        maxAttempts: retries === null ? null : retries + 1,
        ...runOptionsFrom(given, name),
      };
    }
    case 'resume':
      noMore(operands, 0, name);
      return { name, ...runOptionsFrom(given, name) };
    case 'retry':
      if (given.failed !== undefined && operands.length > 0) {
        throw new UsageError('Give --failed or the ids of files, not both.', name);
      }
      return { name, uploadIds: operands, ...runOptionsFrom(given, name) };
    case 'cancel':
      noMore(operands, 1, name);
      return { name, batchId: required(operands[0], 'Which batch? Give its id; “gantry status” shows it.', name) };
    case 'status':
      noMore(operands, 0, name);
      return { name, isJson };
    case 'files':
      noMore(operands, 1, name);
      return {
        name,
        batchId: required(operands[0], 'Of which batch? Give its id; “gantry status” shows it.', name),
        status: given.status === undefined ? null : oneOf('--status', given.status, uploadStatuses, name),
        isJson,
      };
    case 'attempts':
      noMore(operands, 1, name);
      return { name, uploadId: required(operands[0], 'Of which file? Give its id; “gantry files BATCH_ID” shows it.', name), isJson };
    case 'link':
      noMore(operands, 1, name);
      return { name, uploadId: required(operands[0], 'To which file? Give its id; “gantry files BATCH_ID” shows it.', name) };
    case 'diagnostics':
      noMore(operands, 0, name);
      return { name, output: given.output ?? null };
    case 'serve':
      return {
        name,
        into: serveTargetFrom(given.store, operands),
        port: given.port === undefined ? 0 : wholeNumber('--port', given.port, 0, highestPort, name),
      };
    case 'mcp':
      noMore(operands, 0, name);
      return { name, allowsWriting: given['allow-write'] !== undefined };
    case 'destinations':
      return destinationsFrom(given, operands);
    case 'settings':
      return settingsCommandFrom(operands, given);
    case 'watch':
      return watchCommandFrom(operands, given, () => runOptionsFrom(given, name));
  }
}

function serveTargetFrom(store: string | undefined, operands: readonly string[]): ServeCommand['into'] {
  const name = 'serve';
  noMore(operands, 1, name);
  if (store !== undefined && operands.length > 0) throw new UsageError('Give a directory or --store, not both.', name);
  if (store !== undefined) return { store: urlWithoutPassword(store, '--store', name) };
  return { directory: required(operands[0], 'Where shall the files arrive? Give a directory, or a bucket with --store.', name) };
}

function destinationsFrom(given: GivenOptions, operands: readonly string[]): DestinationsCommand {
  const name = 'destinations';
  const [action, destinationName, url] = operands;
  const isJson = given.json !== undefined;
  if (action === 'import') return importCommandFrom(operands.slice(1), given);
  if (given.bucket !== undefined) throw new UsageError(`--bucket is only for “${name} import”.`, name);
  if (action === 'unfinished' || action === 'clean') {
    const at = required(destinationName, `At which one? Give its name: “${name} ${action} NAME”.`, name);
    return unfinishedCommandFrom(action, urlWithoutPassword(at, 'the name', name), operands.slice(2), given);
  }
  if (isJson && action !== undefined && action !== 'list' && action !== 'test') {
    throw new UsageError(`--json is only for “${name} list”, “test”, “unfinished” and “clean”.`, name);
  }
  if (given.all !== undefined || given.others !== undefined || given['older-than'] !== undefined) {
    throw new UsageError(`--all, --others and --older-than are only for “${name} clean”.`, name);
  }
  if (action !== 'trust' && (given.yes !== undefined || given.fingerprint !== undefined)) {
    throw new UsageError(`--yes and --fingerprint are only for “${name} trust”.`, name);
  }
  if (action !== 'edit' && (given.name !== undefined || given.url !== undefined)) {
    throw new UsageError(`--name and --url are only for “${name} edit”.`, name);
  }
  switch (action) {
    case undefined:
    case 'list':
      noMore(operands, 1, name);
      return { name, action: 'list', isJson };
    case 'add':
      noMore(operands, 3, name);
      return {
        name,
        action,
        destinationName: required(destinationName, 'Give the new destination a name, then its URL.', name),
        url: urlWithoutPassword(required(url, 'Give the URL of the new destination after its name.', name), 'the URL', name),
      };
    case 'edit':
    case 'test':
    case 'trust':
    case 'remove':
    case 'duplicate':
    case 'default':
    case 'secret': {
      noMore(operands, 2, name);
      const named = required(destinationName, `Which one? Give its name: “${name} ${action} NAME”.`, name);
      const known = urlWithoutPassword(named, 'the name', name);
      if (action === 'trust') return trustCommandFrom(known, given);
      if (action === 'test') return { name, action, destinationName: known, isJson };
      if (action !== 'edit') return { name, action, destinationName: known };
      if (given.name === undefined && given.url === undefined)
        throw new UsageError('What shall change? Give --name NEW_NAME, --url URL or both.', name);
      const newUrl = given.url === undefined ? null : urlWithoutPassword(given.url, '--url', name);
      return { name, action, destinationName: known, newName: given.name ?? null, url: newUrl };
    }
    default:
      throw new UsageError(
        `“${shownWord(action)}” is none of list, add, edit, test, duplicate, default, secret, trust, remove, unfinished, clean, import.`,
        name,
      );
  }
}

function runOptionsFrom(given: GivenOptions, topic: CommandName): RunOptions {
  const rate = given['limit-rate'];
  const limitRate = rate === undefined ? null : parseByteCount(rate);
  if (rate !== undefined && limitRate === null) {
    throw new UsageError(`--limit-rate takes bytes per second such as 500k, 10M or 1.5Mi, not “${shownWord(rate)}”.`, topic);
  }
  return {
    concurrency: given.concurrency === undefined ? null : wholeNumber('--concurrency', given.concurrency, 1, mostFilesAtOnce, topic),
    limitRate,
    afterQueue: given['after-queue'] !== undefined,
    isJson: given.json !== undefined,
  };
}

function wholeNumber(option: string, text: string, least: number, most: number, topic: CommandName): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`${option} takes a whole number from ${least} to ${most}, not “${shownWord(text)}”.`, topic);
}

function oneOf<Choice extends string>(option: string, text: string, choices: readonly Choice[], topic: CommandName): Choice {
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== undefined) return choice;
  throw new UsageError(`${option} takes one of ${choices.join(', ')}, not “${shownWord(text)}”.`, topic);
}

function required(operand: string | undefined, problem: string, topic: CommandName): string {
  if (operand === undefined || operand === '') throw new UsageError(problem, topic);
  return operand;
}

function noMore(operands: readonly string[], most: number, topic: CommandName): void {
  const [stray] = operands.slice(most);
  if (stray !== undefined) throw new UsageError(`One word too many: “${shownWord(stray)}”.`, topic);
}
