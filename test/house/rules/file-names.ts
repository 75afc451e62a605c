import type { HouseRule } from '../source-file.ts';
import { isTypeScript } from '../source-file.ts';

/** Names that say nothing about what is inside. */
const emptyWords = new Set(['util', 'utils', 'helper', 'helpers', 'manager', 'managers', 'common', 'misc', 'index', 'stuff']);
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** kebab-case for files and folders of code, and words that say what is inside. */
export const fileNames: HouseRule = (files) =>
  files.flatMap(({ path }) => {
    if (!(isTypeScript(path) || path.endsWith('.css')) || !path.includes('/')) return [];
    const parts = path.replace(/((\.contract|\.integration)?\.test|\.d)?\.(tsx?|css)$/, '').split('/');
    return parts.flatMap((part) => {
      if (!kebabCase.test(part)) return [`${path}:1 "${part}" is not kebab-case`];
      const empty = part.split('-').find((word) => emptyWords.has(word));
      return empty === undefined ? [] : [`${path}:1 "${empty}" says nothing about what is inside`];
    });
  });
