import { importSources } from '../../shared/importable.ts';
import type { ImportCommand } from './command.ts';
import type { GivenOptions } from './options.ts';
import { shownWord } from './shown-word.ts';
import { UsageError } from './usage-error.ts';

const topic = 'destinations';

/** `destinations import [aws|rclone|ssh] [NAME… | --all]`. Throws `UsageError`. */
export function importCommandFrom([word, ...names]: readonly string[], given: GivenOptions): ImportCommand {
  const source = importSources.find((known) => known === word) ?? null;
  if (word !== undefined && source === null) throw new UsageError(`“${shownWord(word)}” is none of ${importSources.join(', ')}.`, topic);
  for (const option of ['others', 'older-than', 'name', 'url', 'yes', 'fingerprint'] as const) {
    if (given[option] !== undefined) throw new UsageError(`--${option} is not for “${topic} import”.`, topic);
  }
  const takesAll = given.all !== undefined;
  if (takesAll && names.length > 0) throw new UsageError('Give names or --all, not both.', topic);
  if (given.bucket !== undefined && !/^[a-z\d][a-z\d._-]{1,254}$/i.test(given.bucket)) {
    throw new UsageError(`--bucket takes a bucket’s name, not “${shownWord(given.bucket)}”.`, topic);
  }
  return { name: topic, action: 'import', source, names, takesAll, bucket: given.bucket ?? null, isJson: given.json !== undefined };
}
