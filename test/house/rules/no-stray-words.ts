import type { HouseRule } from '../source-file.ts';
import { isProduct } from '../source-file.ts';

interface Stray {
  readonly pattern: RegExp;
  readonly words: string;
  readonly where: (path: string) => boolean;
}

// Put together from halves, so that this list is not found by itself.
const registryHosts = ['registry.npm' + 'js.org', 'registry.yarn' + 'pkg.com', 'npm' + 'mirror.com', 'npm.pkg.git' + 'hub.com'];
const ownFolders = /\/(?:root|home\/[a-z]+|Users\/[a-z]+)\//;

const everywhere = (): boolean => true;
const outsideTests = (path: string): boolean => !path.startsWith('test/');

const strays: readonly Stray[] = [
  { pattern: anyOf(registryHosts), words: 'names a package registry; the settings of npm decide that', where: everywhere },
  { pattern: ownFolders, words: 'names a folder of one person', where: outsideTests },
  { pattern: /(?<![\w.])\/tmp\//, words: 'names /tmp; the system says where temporary files go', where: outsideTests },
  { pattern: /\b(?:TODO|FIXME|HACK|XXX)\b/, words: 'is unfinished', where: (path) => isProduct(path) || path.startsWith('test/') },
  { pattern: /\bnot (?:yet )?implemented\b/i, words: 'is unfinished', where: isProduct },
];

/** Nothing in the tree belongs to one machine, one registry or another day. */
export const noStrayWords: HouseRule = (files) =>
  files.flatMap((file) =>
    file.path === 'test/house/rules/no-stray-words.ts' || file.path === 'test/house/no-stray-words.test.ts'
      ? []
      : file.text
          .split('\n')
          .flatMap((line, index) =>
            strays
              .filter(({ pattern, where }) => where(file.path) && pattern.test(line))
              .map(({ words }) => `${file.path}:${index + 1} ${words}`),
          ),
  );

function anyOf(texts: readonly string[]): RegExp {
  return new RegExp(texts.map((text) => text.replaceAll('.', '\\.')).join('|'));
}
