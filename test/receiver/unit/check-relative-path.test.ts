import { describe, expect, it } from 'vitest';
import { checkRelativePath } from '../../../electron/receiver/check-relative-path.ts';

describe('checkRelativePath', () => {
  it('answers the parts', () => {
    expect(checkRelativePath('a/b c/ü.txt', 'linux')).toEqual(['a', 'b c', 'ü.txt']);
    expect(checkRelativePath('...', 'linux')).toEqual(['...']);
    expect(checkRelativePath(`${'x'.repeat(255)}`, 'linux')).toHaveLength(1);
  });

  it.each(['CON', 'con', 'aux.txt', 'COM1', 'lpt9.tar.gz', 'nul', 'a./b', 'a ', 'a:b', 'what?', 'a\u0007b', 'a"b'])(
    'refuses %j on Windows only',
    (path) => {
      expect(() => checkRelativePath(path, 'win32')).toThrow('refuses the name');
      expect(checkRelativePath(path, 'linux').join('/')).toBe(path);
    },
  );

  it.each([
    '..',
    '.',
    'a/..',
    'a/./b',
    '/a',
    '//a',
    'a//b',
    'a/',
    '',
    'a\\b',
    '..\\a',
    'c:',
    'C:/x',
    'a\0',
    '.gantry-incoming',
    'a/.GANTRY-incoming/b',
  ])('refuses %j everywhere', (path) => {
    for (const platform of ['linux', 'darwin', 'win32'] as const)
      expect(() => checkRelativePath(path, platform)).toThrow('refuses the name');
  });

  it('takes names that only look odd', () => {
    for (const name of ['CONSOLE', 'com', 'com10', 'a..b', '.gantry', 'gantry-incoming'])
      expect(checkRelativePath(name, 'win32')).toEqual([name]);
  });
});
