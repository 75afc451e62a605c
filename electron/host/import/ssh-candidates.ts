import { homedir } from 'node:os';
import { say } from '../../../shared/language/say.ts';
import type { ImportCandidate } from './import-candidate.ts';
import { withKeyFile } from './with-key-file.ts';

interface Block {
  readonly patterns: readonly string[];
  readonly values: Map<string, string>;
}

/**
 * The hosts of an ssh configuration, whose `Include`s are filled in, that are named without wildcards. As with ssh the first value counts, also of
 * blocks with wildcards (`ssh_config(5)`). `Match` depends on the moment and is passed over, which is told.
 */
export function sshCandidates(text: string, localUser: string | null, home: string = homedir()): readonly ImportCandidate[] {
  const blocks: Block[] = [{ patterns: ['*'], values: new Map() }];
  const skipped: ImportCandidate[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, keyword = '', rest = ''] = /^\s*([a-z]\w*)(?:\s*=\s*|\s+)(.*?)\s*$/i.exec(line) ?? [];
    const name = keyword.toLowerCase();
    if (name === 'host') blocks.push({ patterns: wordsOf(rest), values: new Map() });
    else if (name === 'match') {
      blocks.push({ patterns: [], values: new Map() });
      skipped.push({ source: 'ssh', name: `Match ${rest}`, unsupported: say('Match blocks are passed over.') });
    } else if (name !== '') {
      const { values } = blocks.at(-1) ?? { values: new Map<string, string>() };
      if (!values.has(name)) values.set(name, name.startsWith('proxy') ? rest : (wordsOf(rest)[0] ?? ''));
    }
  }
  const aliases = new Set(blocks.flatMap(({ patterns }) => patterns).filter((pattern) => !/[*?!]/.test(pattern)));
  return [...[...aliases].map((alias) => candidateOf(alias, blocks, localUser, home)), ...skipped];
}

function candidateOf(alias: string, blocks: readonly Block[], localUser: string | null, home: string): ImportCandidate {
  const values = new Map<string, string>();
  for (const block of blocks.filter(({ patterns }) => isMatched(alias, patterns))) {
    for (const [name, value] of block.values) if (!values.has(name)) values.set(name, value);
  }
  const base = { source: 'ssh', name: alias } as const;
  for (const [name, shown] of [
    ['proxyjump', 'ProxyJump'],
    ['proxycommand', 'ProxyCommand'],
  ] as const) {
    if ((values.get(name) ?? 'none').toLowerCase() !== 'none')
      return { ...base, unsupported: say('It is reached by {way}; Gantry connects directly.', { way: shown }) };
  }
  const host = (values.get('hostname') ?? alias).replaceAll('%h', alias);
  const user = values.get('user') ?? localUser;
  const port = values.get('port') ?? '22';
  const shownHost = host.includes(':') ? `[${host}]` : host;
  const at = `sftp://${user === null ? '' : `${encodeURIComponent(user)}@`}${shownHost}${port === '22' ? '' : `:${port}`}/~/`;
  if (!URL.canParse(at)) return { ...base, unsupported: say('Its HostName or Port is none that an address can hold.') };
  const identity = values.get('identityfile') ?? 'none';
  const key = identity.replaceAll('%d', home).replace(/^\$\{HOME\}(?=\/)/, '~');
  const isTaken = key.toLowerCase() !== 'none' && !/[%$]/.test(key);
  const note =
    isTaken || key.toLowerCase() === 'none'
      ? null
      : say('Its key file {path} depends on the connection and was left out.', { path: identity });
  return { ...base, url: isTaken ? withKeyFile(at, key) : at, needsBucket: false, note, secrets: [] };
}

/** ssh's patterns: `*`, `?`, and `!` before one that rules the host out. */
function isMatched(alias: string, patterns: readonly string[]): boolean {
  const fits = (pattern: string): boolean =>
    new RegExp(
      `^${pattern
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}$`,
      'i',
    ).test(alias);
  const isRuledOut = patterns.some((pattern) => pattern.startsWith('!') && fits(pattern.slice(1)));
  return !isRuledOut && patterns.some((pattern) => !pattern.startsWith('!') && fits(pattern));
}

function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]*)"|(#.*)|(\S+)/g)].flatMap(([, quoted, comment, bare]) =>
    comment === undefined ? [quoted ?? bare ?? ''] : [],
  );
}
