import { describe, expect, it } from 'vitest';
import { german } from '../../shared/language/german.ts';
import { visitSource } from './parse-source.ts';
import { plant } from './plant.ts';
import { readProject } from './read-project.ts';
import { saidWords } from './rules/said-words.ts';
import { isProduct, isTypeScript } from './source-file.ts';

describe('said words', () => {
  it('are all that the window shows', () => {
    expect(saidWords(readProject())).toEqual([]);
  });

  it.each(['<p>Pause all</p>', '<Field label="Name" />', '<Field hint={`All of them`} />', "<img alt={'A film'} />"])('sees %s', (text) => {
    expect(saidWords(plant({ 'renderer/row.tsx': `export const row = ${text};` }))).toHaveLength(1);
  });

  it('sees words in a style sheet, and nothing else there', () => {
    expect(saidWords(plant({ 'renderer/row.css': ".row::before {\n  content: 'Here: ';\n}" }))).toHaveLength(1);
    expect(saidWords(plant({ 'renderer/row.css': ".row::before {\n  content: attr(data-side) ' ';\n}" }))).toEqual([]);
  });

  it.each([
    '<p>{say("Pause all")}</p>',
    '<p className="title">·</p>',
    '<h1>Gantry</h1>',
    '<Field placeholder="https://example.org/" />',
    '<Field label={say("Name")} kind="text" />',
  ])('lets %s pass', (text) => {
    expect(saidWords(plant({ 'renderer/row.tsx': `export const row = ${text};` }))).toEqual([]);
  });

  it('are translated only where they are still in the code', () => {
    const written = new Set<unknown>();
    for (const file of readProject()) {
      if (!isProduct(file.path) || !isTypeScript(file.path) || file.path.startsWith('shared/language/')) continue;
      visitSource(file, { Literal: (node) => void written.add(node.value) });
    }
    expect(Object.keys(german).filter((text) => !written.has(text))).toEqual([]);
  });

  it('are the reasons of errors too, wherever they are sentences', () => {
    const reasons = new Set<string>();
    for (const file of readProject()) {
      if (!file.path.startsWith('electron/') || !isTypeScript(file.path) || /^electron\/(?:terminal|local-socket|start)\//.test(file.path))
        continue;
      visitSource(file, {
        Property({ key, value }) {
          if (key.type !== 'Identifier' || key.name !== 'reason' || value.type !== 'Literal' || typeof value.value !== 'string') return;
          if (/^\p{Lu}.* .*\.$/u.test(value.value)) reasons.add(value.value);
        },
      });
    }
    expect(reasons.size).toBeGreaterThan(10);
    expect([...reasons].filter((reason) => !Object.hasOwn(german, reason))).toEqual([]);
  });
});
