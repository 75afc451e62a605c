import { describe, expect, it } from 'vitest';
import { plant } from './plant.ts';
import { readProject } from './read-project.ts';
import { honestTests } from './rules/honest-tests.ts';

const something = 'expect(sum).toBe(2);';

describe('honest tests', () => {
  it('are all that the project has', () => {
    expect(honestTests(readProject())).toEqual([]);
  });

  it.each([
    `it.only('adds', () => { ${something} });`,
    `describe.skip('adding', () => { ${something} });`,
    `test.todo('adds'); ${something}`,
    `it.each([1]).skip('adds', () => { ${something} });`,
    `xit('adds', () => { ${something} });`,
    `describe.skipIf(process.env.CI)('adding', () => { ${something} });`,
    "it('adds', () => { expect(true).toBe(true); });",
    "it('adds', () => { add(1, 1); });",
  ])('sees %s', (text) => {
    expect(honestTests(plant({ 'test/sum.test.ts': text }))).toHaveLength(1);
  });

  it('lets a suite through that is run on several things', () => {
    const files = plant({
      'test/protocols/put.contract.test.ts': "import { contract } from './contract.ts';\ncontract('put');",
      'test/protocols/contract.ts': something,
    });
    expect(honestTests(files)).toEqual([]);
  });

  it('lets a real test through, and one that needs a program', () => {
    const text = `it('adds', () => { ${something} });\ndescribe.skipIf(!hasProgram('nginx'))('nginx', () => { ${something} });`;
    expect(honestTests(plant({ 'test/sum.test.ts': text, 'test/servers/send.ts': 'export const send = 1;' }))).toEqual([]);
  });
});
