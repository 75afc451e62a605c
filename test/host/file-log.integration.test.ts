import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { projectFolder } from '../../electron/start/project-folder.ts';

const urlOf = (path: string): string => JSON.stringify(pathToFileURL(join(projectFolder, path)).href);
const linesEach = 1_500;

/** Long enough for every process to be ready, so that all write at the same time. */
const startsInMs = 1_500;

/** A process that writes to the log as fast as it can, from `startsAt` on. */
function writerScript(directory: string, name: string, startsAt: number): string {
  return `
    const { createFileLog } = await import(${urlOf('electron/host/file-log.ts')});
    const { systemClock } = await import(${urlOf('electron/host/system-clock.ts')});
    const log = createFileLog({ directory: ${JSON.stringify(directory)}, clock: systemClock, maxFileBytes: 20_000, maxFiles: 500 });
    await new Promise((resolve) => setTimeout(resolve, ${startsAt} - Date.now()));
    for (let index = 0; index < ${linesEach}; index++) {
      log.write(index % 3 === 0 ? 'info' : 'warn', '${name} ' + index);
      if (index % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    log.close();
  `;
}

test('three processes write to one log and rotate it under each other: no line is lost, cut or doubled', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'gantry-logs-'));
  try {
    const names = ['window', 'terminal', 'serve'];
    const startsAt = Date.now() + startsInMs;
    await Promise.all(
      names.map((name) =>
        promisify(execFile)(process.execPath, ['--input-type=module', '--eval', writerScript(directory, name, startsAt)]),
      ),
    );
    const events = readdirSync(directory)
      .flatMap((file) => readFileSync(join(directory, file), 'utf8').trimEnd().split('\n'))
      .map((line) => (JSON.parse(line) as { readonly event: string }).event);
    const expected = names.flatMap((name) => Array.from({ length: linesEach }, (_, index) => `${name} ${index}`));
    expect(events.length).toBe(expected.length);
    expect(new Set(events)).toEqual(new Set(expected));
    // A file that was put aside half empty would push a full one out of those few that are kept.
    const asideBytes = readdirSync(directory)
      .filter((file) => file !== 'gantry.log')
      .map((file) => statSync(join(directory, file)).size);
    expect(asideBytes.length).toBeGreaterThan(4);
    expect(Math.min(...asideBytes)).toBeGreaterThan(15_000);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
