import { parseArgs } from 'node:util';
import { closestWord } from './closest-word.ts';
import type { Command, CommandName } from './command.ts';
import { commandNames } from './command.ts';
import { commandFrom } from './command-from.ts';
import type { GivenOptions, OptionName } from './options.ts';
import { isOptionName, optionNames, optionsOf, optionTypes, repeatable } from './options.ts';
import { shownWord } from './shown-word.ts';
import { UsageError } from './usage-error.ts';

export type ParsedArguments = { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly error: UsageError };

/** Reads the words after the program's name. Pure, and never throws: what cannot be carried out is an error that names the bad word. */
export function parseArguments(words: readonly string[]): ParsedArguments {
  try {
    return { ok: true, command: parse(words) };
  } catch (error) {
    if (error instanceof UsageError) return { ok: false, error };
    throw error;
  }
}

function parse(words: readonly string[]): Command {
  const { tokens } = parseArgs({
    args: [...words],
    options: optionTypes,
    allowPositionals: true,
    // Strictness is ours below: Node's own words would not name the command, nor the way out.
    strict: false,
    tokens: true,
  });
  const positionals = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  const options = tokens.filter((token) => token.kind === 'option');
  const [first, ...operands] = positionals;
  const asksForHelp = options.some(({ name }) => name === 'help');
  if (first === undefined) {
    if (asksForHelp) return { name: 'help', topic: null };
    if (options.some(({ name }) => name === 'version')) return { name: 'version' };
    const [stray] = options;
    throw new UsageError(stray === undefined ? 'No command was given.' : `${shown(stray.rawName)} needs a command before it.`);
  }
  if (first === 'help') return { name: 'help', topic: operands[0] === undefined ? null : commandNamed(operands[0]) };
  if (first === 'version') return { name: 'version' };
  const commandName = commandNamed(first);
  if (asksForHelp) return { name: 'help', topic: commandName };

  const given: GivenOptions = {};
  for (const { name, rawName, value, inlineValue } of options) {
    if (!isOptionName(name)) throw unknownOption(rawName, commandName);
    if (!optionsOf[commandName].includes(name)) throw new UsageError(`${rawName} is no option of “${commandName}”.`, commandName);
    if (optionTypes[name].type === 'boolean') {
      if (value !== undefined) throw new UsageError(`--${name} takes no value.`, commandName);
      given[name] = '';
    } else {
      if (value === undefined || value === '' || (value.startsWith('-') && inlineValue !== true)) {
        throw new UsageError(`--${name} needs a value.`, commandName);
      }
      const before = given[name];
      given[name] = before !== undefined && repeatable.has(name) ? `${before}\n${value}` : value;
    }
  }
  return commandFrom(commandName, given, operands);
}

function commandNamed(word: string): CommandName {
  const found = commandNames.find((name) => name === word);
  if (found !== undefined) return found;
  const closest = closestWord(word, commandNames);
  throw new UsageError(`There is no command ${shown(word)}.${closest === null ? '' : ` Did you mean “${closest}”?`}`);
}

function unknownOption(rawName: string, commandName: CommandName): UsageError {
  const closest = closestWord(
    rawName.replace(/^-+/, ''),
    optionNames.filter((name: OptionName) => optionsOf[commandName].includes(name)),
  );
  const hint = closest === null ? '' : ` Did you mean --${closest}?`;
  return new UsageError(`Unknown option ${shown(rawName)}.${hint} A file of that name is given as “./${shownWord(rawName)}”.`, commandName);
}

function shown(word: string): string {
  return `“${shownWord(word)}”`;
}
