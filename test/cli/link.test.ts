import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { FileProgress } from '../../shared/progress.ts';
import { startPutRecorder } from '../servers/start-put-recorder.ts';
import { makeGantryHome } from './start-gantry.ts';

it('prints the link to a file that arrived, and nothing else', async () => {
  const server = await startPutRecorder();
  onTestFinished(() => server.close());
  const home = await makeGantryHome();
  onTestFinished(() => home.remove());
  writeFileSync(join(home.directory, 'a note.txt'), 'hello');
  const sent = await home.run(['upload', '--json', '--to', `put+${server.url}in/`, 'a note.txt']);
  const lines = sent.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { action: string; payload: FileProgress });
  const file = lines.findLast(({ action }) => action === 'file_progress')?.payload;
  expect(await home.run(['link', file?.uploadId ?? ''])).toMatchObject({ exitCode: 0, stdout: `${server.url}in/a%20note.txt\n` });
  expect(await home.run(['link', 'nobody'])).toMatchObject({ exitCode: 2, stdout: '' });
});
