import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compareFolders } from '../../electron/start/compare-folders.ts';
import { endWithMessage } from '../../electron/start/end-with-message.ts';
import { runQuietly } from '../../electron/start/run-quietly.ts';
import { makeSampleFolder } from '../../electron/start/sample-folder.ts';
import { checkArchive, checkFuses } from './checks/inspect-package.ts';
import { createChecklist } from './parts/checklist.ts';

// Usage: try-built.ts FOLDER    tries what electron-builder has unpacked there for this system and processor, without installing it; on all three systems.
interface Built {
  readonly program: string;
  readonly resources: string;
}

const { check, sum } = createChecklist(
  (text) => void process.stdout.write(text),
  () => performance.now(),
);
const suffix = process.arch === 'x64' ? '' : `-${process.arch}`;

function builtIn(folder: string): Built {
  switch (process.platform) {
    case 'darwin': {
      const contents = join(folder, `mac${suffix}`, 'Gantry.app', 'Contents');
      return { program: join(contents, 'MacOS', 'Gantry'), resources: join(contents, 'Resources') };
    }
    case 'win32':
      return {
        program: join(folder, `win${suffix}-unpacked`, 'Gantry.exe'),
        resources: join(folder, `win${suffix}-unpacked`, 'resources'),
      };
    default: {
      const unpacked = join(folder, `linux${suffix}-unpacked`);
      return { program: join(unpacked, 'gantry-desktop'), resources: join(unpacked, 'resources') };
    }
  }
}

/** Sends a folder from one of its commands to another one. */
async function sendToItself(program: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gantry-built-'));
  const words = ['--no-sandbox', '--log-level=3', '--cli', '--'];
  const receiver = spawn(program, [...words, 'serve', join(folder, 'received'), '--port', '0', '--data-dir', join(folder, 'other')]);
  try {
    const sample = await makeSampleFolder(folder);
    const [line] = (await once(receiver.stdout, 'data')) as readonly Buffer[];
    const destination = String(line).split(/\r?\n/)[0] ?? '';
    await runQuietly(program, [...words, 'upload', '--to', destination, '--data-dir', join(folder, 'data'), sample.path]);
    const differences = await compareFolders(sample.path, join(folder, 'received', sample.name));
    if (differences.length > 0) throw new Error(differences.join('\n'));
    return `${sample.fileCount} files byte for byte`;
  } finally {
    receiver.kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

async function main(): Promise<void> {
  const { program, resources } = builtIn(process.argv[2] ?? 'dist');
  await check('fuses', () => checkFuses(process.platform === 'darwin' ? dirname(dirname(dirname(program))) : program));
  await check('archive', () => checkArchive(resources));
  await check('command', () => sendToItself(program));
  const launcher = join(
    process.platform === 'linux' ? dirname(program) : resources,
    'bin',
    process.platform === 'win32' ? 'gantry.cmd' : 'gantry',
  );
  // The shell of Windows is what runs a batch file.
  const [shell, ...args] = process.platform === 'win32' ? ['cmd.exe', '/d', '/c', launcher, '--version'] : [launcher, '--version'];
  await check('launcher', async () => (await runQuietly(shell ?? launcher, args)).trim());
  process.exitCode = sum();
}

await main().catch(endWithMessage);
