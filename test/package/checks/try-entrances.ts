import assert from 'node:assert/strict';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { OrdinaryUser } from '../parts/ordinary-user.ts';

/** The doors that the fuses close, each tried as somebody would who has the user's rights and wants the app's name for their own code. */
export async function tryEntrances(user: OrdinaryUser, program: string, display: string): Promise<string> {
  const proof = join(user.home, 'entered');
  const entered = join(user.home, 'enter.cjs');
  await writeFile(entered, `require('node:fs').writeFileSync(${JSON.stringify(proof)}, 'yes');`);
  await user.own(entered);
  const version = ['--no-sandbox', '--cli', '--', '--version'];

  const asNode = await user.run(program, [entered, ...version], { ELECTRON_RUN_AS_NODE: '1' });
  const withOptions = await user.run(program, version, { NODE_OPTIONS: `--require=${entered}` });
  const inspected = await user.run(program, ['--inspect=0', ...version]);
  const required = await user.run(program, ['--require', entered, ...version]);
  const { access } = await import('node:fs/promises');
  await assert.rejects(access(proof), 'none of them ran other code');
  assert.match(asNode.stdout, /^\d+\.\d+\.\d+/, 'not a plain Node');
  assert.equal(withOptions.exitCode, 0);
  assert.doesNotMatch(inspected.stderr, /Debugger listening/);
  assert.equal(required.exitCode, 0);

  // A folder beside a missing archive, as somebody would put one who may write there.
  const copy = join(user.home, 'tampered');
  await cp(dirname(program), copy, { recursive: true, verbatimSymlinks: true });
  const resources = join(copy, 'resources');
  await rename(join(resources, 'app.asar'), join(resources, 'elsewhere.asar'));
  await mkdir(join(resources, 'app'));
  await writeFile(join(resources, 'app', 'package.json'), '{"name":"other","main":"main.cjs"}');
  await writeFile(
    join(resources, 'app', 'main.cjs'),
    `require('node:fs').writeFileSync(${JSON.stringify(proof)}, 'yes'); process.exit(0);`,
  );
  await user.own(copy);
  await user.run(program.replace(dirname(program), copy), ['--no-sandbox'], { DISPLAY: display });
  await assert.rejects(access(proof), 'code outside of the archive was not loaded');
  await rm(copy, { recursive: true });
  return 'run as node, NODE_OPTIONS, --inspect, --require, an app folder: all closed';
}
