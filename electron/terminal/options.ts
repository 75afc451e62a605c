import type { CommandName } from './command.ts';

export const optionTypes = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
  'data-dir': { type: 'string' },
  to: { type: 'string' },
  concurrency: { type: 'string' },
  'limit-rate': { type: 'string' },
  'after-queue': { type: 'boolean' },
  retries: { type: 'string' },
  conflict: { type: 'string' },
  verify: { type: 'boolean' },
  json: { type: 'boolean' },
  failed: { type: 'boolean' },
  status: { type: 'string' },
  port: { type: 'string' },
  store: { type: 'string' },
  output: { type: 'string', short: 'o' },
  'older-than': { type: 'string' },
  all: { type: 'boolean' },
  others: { type: 'boolean' },
  name: { type: 'string' },
  url: { type: 'string' },
  bucket: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  fingerprint: { type: 'string' },
  'allow-write': { type: 'boolean' },
  settle: { type: 'string' },
  'no-subfolders': { type: 'boolean' },
  subfolders: { type: 'boolean' },
  only: { type: 'string' },
  'leave-out': { type: 'string' },
  temporary: { type: 'string' },
  afterwards: { type: 'string' },
} as const;
export type OptionName = keyof typeof optionTypes;

export const optionNames = Object.keys(optionTypes).filter(isOptionName);

/** May be given several times: each value is a line of the option's. */
export const repeatable: ReadonlySet<OptionName> = new Set(['only', 'leave-out', 'temporary']);

/** The options of one command line: the value as written, empty for a switch that is on. */
export type GivenOptions = { [Name in OptionName]?: string };

const everywhere = ['help', 'data-dir'] as const satisfies readonly OptionName[];
const paced = ['concurrency', 'limit-rate', 'json'] as const satisfies readonly OptionName[];
const running = [...paced, 'after-queue'] as const satisfies readonly OptionName[];

/** Which options each command takes. */
export const optionsOf: Readonly<Record<CommandName, readonly OptionName[]>> = {
  upload: [...everywhere, ...running, 'to', 'retries', 'conflict', 'verify'],
  resume: [...everywhere, ...running],
  retry: [...everywhere, ...running, 'failed'],
  cancel: everywhere,
  status: [...everywhere, 'json'],
  files: [...everywhere, 'json', 'status'],
  attempts: [...everywhere, 'json'],
  link: everywhere,
  diagnostics: [...everywhere, 'output'],
  serve: [...everywhere, 'port', 'store'],
  destinations: [...everywhere, 'json', 'older-than', 'all', 'others', 'name', 'url', 'bucket', 'yes', 'fingerprint'],
  mcp: [...everywhere, 'allow-write'],
  settings: [...everywhere, 'json', 'output'],
  watch: [
    ...everywhere,
    ...paced,
    ...([
      'to',
      'settle',
      'no-subfolders',
      'subfolders',
      'only',
      'leave-out',
      'temporary',
      'afterwards',
      'conflict',
    ] satisfies readonly OptionName[]),
  ],
};

export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(optionTypes, name);
}
