import type { SettingsCommand } from './command.ts';
import type { GivenOptions } from './options.ts';
import { shownWord } from './shown-word.ts';
import { UsageError } from './usage-error.ts';

const topic = 'settings';
const mostWords = { get: 1, set: 2, export: 0, import: 1, 'add-ca': 1 } as const;

/** `settings [get [KEY] | set KEY VALUE | export | import FILE | add-ca FILE]`; whether there is such a setting is not looked at. Throws `UsageError`. */
export function settingsCommandFrom([action = 'get', ...words]: readonly string[], given: GivenOptions): SettingsCommand {
  if (!isAction(action)) throw new UsageError(`“${shownWord(action)}” is none of get, set, export, import, add-ca.`, topic);
  const [stray] = words.slice(mostWords[action]);
  if (stray !== undefined) throw new UsageError(`One word too many: “${shownWord(stray)}”.`, topic);
  if (action !== 'export' && given.output !== undefined) throw new UsageError(`--output is only for “${topic} export”.`, topic);
  if (action !== 'get' && given.json !== undefined) throw new UsageError(`--json is only for “${topic} get”.`, topic);
  const [first, second] = words;
  switch (action) {
    case 'get':
      return { name: topic, action, setting: first ?? null, isJson: given.json !== undefined };
    case 'set':
      if (first === undefined || second === undefined)
        throw new UsageError('Give a setting and its value, such as “settings set transfers.filesAtOnce 4”.', topic);
      return { name: topic, action, setting: first, value: second };
    case 'export':
      return { name: topic, action, output: given.output ?? null };
    case 'import':
    case 'add-ca':
      if (first === undefined || first === '') throw new UsageError('Which file? Give its path.', topic);
      return { name: topic, action, path: first };
  }
}

function isAction(word: string): word is keyof typeof mostWords {
  return Object.hasOwn(mostWords, word);
}
