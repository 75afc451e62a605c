import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeManyFiles } from './many-files.ts';
import { playScene, scenes } from './scenes.ts';

/**
 * `node test/standstill/run.ts [--count N] [SCENE…]`: how long the main process stands still, and in what, while a hundred thousand files are added,
 * listed, paused and so on. One process for each scene, and files that are kept in the temporary folder for the next run.
 */
const words = process.argv.slice(2);
const countAt = words.indexOf('--count');
const count = countAt < 0 ? 100_000 : Number(words.splice(countAt, 2)[1]);
const isChild = process.env['STANDSTILL_CHILD'] === '1';
const home = join(tmpdir(), 'gantry-standstill');

async function play(name: string): Promise<void> {
  const files = join(home, `${count}`, 'files');
  const names = await makeManyFiles(files, count);
  await mkdir(join(home, 'scratch'), { recursive: true });
  const scratch = join(home, 'scratch');
  await rm(join(scratch, 'data'), { recursive: true, force: true });
  const reports = await playScene(name, { files, names, scratch });
  for (const { name: phase, tookMs, gaps, peakBytes } of reports) {
    console.log(`${name}: ${phase}: ${Math.round(tookMs)} ms, ${Math.round(peakBytes / 2 ** 20)} MiB at most`);
    for (const { ms, processorMs, path } of gaps) {
      console.log(`    stood still ${Math.round(ms)} ms (${Math.round(processorMs)} ms on a processor): ${path.slice(0, 24).join(' > ')}`);
    }
  }
}

if (isChild) await play(words[0] ?? '');
else {
  for (const name of words.length === 0 ? Object.keys(scenes) : words) {
    const environment = { ...process.env, STANDSTILL_CHILD: '1', NODE_NO_WARNINGS: '1' };
    const { stdout } = await promisify(execFile)(process.execPath, [import.meta.filename, '--count', String(count), name], {
      ...{ env: environment, maxBuffer: 2 ** 26 },
    });
    console.log(stdout.trimEnd());
  }
}
