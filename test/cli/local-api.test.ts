import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectFolder } from '../../electron/start/project-folder.ts';
import { makeTree } from '../files/make-tree.ts';
import { hasProgram } from '../servers/has-program.ts';
import type { GantryHome } from './start-gantry.ts';
import { makeGantryHome } from './start-gantry.ts';

let home: GantryHome;
beforeEach(async () => {
  home = await makeGantryHome();
  await makeTree({ directory: join(home.directory, 'photos'), files: { 'a.bin': 1_000_000 } });
  const server = await home.serve(join(home.directory, 'received'));
  home.start(['upload', '--limit-rate', '50k', '--to', server.url, 'photos']);
  await expect.poll(() => existsSync(join(home.dataDirectory, 'local-socket.json')), { timeout: 15_000, interval: 20 }).toBe(true);
});
afterEach(() => home.remove());

/** The first example of that language on the page, as a person would copy it. */
function example(language: string): string {
  const page = readFileSync(join(projectFolder, 'docs', 'local-api.md'), 'utf8');
  return new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(page)?.[1] ?? '';
}

const environment = (): NodeJS.ProcessEnv => ({ ...process.env, GANTRY_DATA_DIR: home.dataDirectory });

describe('the examples of docs/local-api.md', () => {
  it('work in node', async () => {
    const script = join(home.directory, 'example.mjs');
    writeFileSync(script, example('js'));
    await expect
      .poll(() => spawnSync(process.execPath, [script], { env: environment(), encoding: 'utf8', timeout: 10_000 }).stdout)
      .toMatch(/^photos [\d.]+\n$/);
  });
});

describe.skipIf(!hasProgram('socat') || !hasProgram('jq'))('the example for a shell', () => {
  it('works', () => {
    const script = example('sh').replace('~/.local/share/gantry', '"$GANTRY_DATA_DIR"');
    const { stdout } = spawnSync('sh', ['-c', script], { env: environment(), encoding: 'utf8', timeout: 10_000 });
    expect(JSON.parse(stdout)).toMatchObject({ total: 1 });
  });
});
