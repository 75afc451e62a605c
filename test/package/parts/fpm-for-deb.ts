#!/usr/bin/env node
// Stands in for fpm, which electron-builder calls for its deb target and would download: the same arguments, built with dpkg-deb.
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runQuietly } from '../../../electron/start/run-quietly.ts';

const flags = new Set(['--force', '--debug']);
const values = new Map<string, string[]>();
const mappings: (readonly [from: string, to: string])[] = [];

const words = process.argv.slice(2);
while (words.length > 0) {
  const word = words.shift() ?? '';
  if (flags.has(word)) continue;
  if (word.startsWith('-')) values.set(word, [...(values.get(word) ?? []), words.shift() ?? '']);
  else mappings.push([word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]);
}
const given = (name: string): string => values.get(name)?.[0] ?? '';
if (given('-t') !== 'deb') throw new Error(`Only deb can be built here, not ${given('-t')}.`);

const root = mkdtempSync(join(tmpdir(), 'gantry-deb-'));
try {
  chmodSync(root, 0o755);
  let bytes = 0;
  for (const [from, to] of mappings) {
    const target = join(root, to);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(from, target, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    if (statSync(from).isFile()) bytes += statSync(from).size;
    else bytes += Number((await runQuietly('du', ['-sb', from])).split('\t')[0]);
  }
  const [synopsis = '', ...description] = given('--description')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const control: readonly (readonly [string, string])[] = [
    ['Package', given('--name')],
    ['Version', given('--version')],
    ['License', given('--license')],
    ['Vendor', given('--vendor')],
    ['Architecture', given('--architecture')],
    ['Maintainer', given('--maintainer')],
    ['Installed-Size', String(Math.ceil(bytes / 1024))],
    ['Depends', (values.get('-d') ?? []).join(', ')],
    ['Recommends', (values.get('--deb-recommends') ?? []).join(', ')],
    ['Section', given('--category')],
    ['Priority', given('--deb-priority')],
    ['Homepage', given('--url')],
    ['Description', [synopsis, ...description.map((line) => ` ${line}`)].join('\n')],
  ];
  const folder = join(root, 'DEBIAN');
  mkdirSync(folder, { mode: 0o755 });
  const filled = control.filter(([, value]) => value !== '');
  writeFileSync(join(folder, 'control'), filled.map(([name, value]) => `${name}: ${value}\n`).join(''));
  for (const [option, name] of [
    ['--after-install', 'postinst'],
    ['--after-remove', 'postrm'],
  ] as const) {
    copyFileSync(given(option), join(folder, name));
    chmodSync(join(folder, name), 0o755);
  }
  // Hardly compressed: it is installed at once, and a release's own takes minutes.
  await runQuietly('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', root, given('--package')]);
} finally {
  rmSync(root, { recursive: true, force: true });
}
