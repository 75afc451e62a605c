import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareTrees } from '../files/compare-trees.ts';
import { makeTree } from '../files/make-tree.ts';
import { startNginx } from '../servers/start-nginx.ts';
import type { GantryHome } from './start-gantry.ts';
import { makeGantryHome } from './start-gantry.ts';

let home: GantryHome;
beforeEach(async () => {
  home = await makeGantryHome();
});
afterEach(() => home.remove());

const files = { 'a.bin': 3_000_000, 'sub/b.bin': 70_000, 'sub/deep/er/c.bin': 1, 'sub/empty.bin': 0, 'with space & ünï.txt': 5_000 };

describe('gantry upload', () => {
  it('puts a folder and a file on the receiver, byte for byte, with structure', async () => {
    const sent = join(home.directory, 'sent');
    await makeTree({ directory: join(sent, 'photos'), files });
    writeFileSync(join(sent, 'note.txt'), 'hello');
    const received = join(home.directory, 'received');
    const server = await home.serve(received);
    const { exitCode, stdout, stderr } = await home.run(['upload', '--to', server.url, 'photos/', 'note.txt'], { currentDirectory: sent });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Uploading 6 files to tus\+http:.*\n6 files arrived, 3\.1 MB in \d+ s\.\n$/);
    expect(exitCode).toBe(0);
    expect((await compareTrees(sent, received)).report).toBe('');
  });

  it('sends the folder that it stands in under its real name', async () => {
    const photos = join(home.directory, 'photos');
    await makeTree({ directory: photos, files: { 'a.bin': 10 } });
    const received = join(home.directory, 'received');
    const server = await home.serve(received);
    expect(await home.run(['upload', '--to', server.url, '.'], { currentDirectory: photos })).toMatchObject({ exitCode: 0 });
    expect(await readdir(received)).toContain('photos');
  });

  it('puts files on a web server by PUT', async () => {
    const sent = join(home.directory, 'sent');
    await makeTree({ directory: join(sent, 'photos'), files });
    const nginx = await startNginx();
    try {
      const url = nginx.url.replace('http:', 'put+http:');
      expect(await home.run(['upload', '--to', url, 'photos'], { currentDirectory: sent })).toMatchObject({ exitCode: 0 });
      expect((await compareTrees(sent, nginx.directory)).report).toBe('');
    } finally {
      await nginx.close();
    }
  });

  it('puts files where "This computer" keeps them, and looks at what comes after them where it is told to', async () => {
    await makeTree({ directory: join(home.directory, 'photos'), files });
    const ended = await home.run(['upload', '--to', 'this computer', '--after-queue', 'photos']);
    const stderr = 'Nothing is chosen for after the queue: “gantry settings set afterQueue.action”.\n';
    expect(ended).toMatchObject({ exitCode: 0, stderr });
    expect((await compareTrees(join(home.directory, 'photos'), join(home.dataDirectory, 'received', 'photos'))).report).toBe('');
  });

  it('does not send again what it has sent, unless told what to do with what is there', async () => {
    const received = join(home.directory, 'received');
    const server = await home.serve(received);
    writeFileSync(join(home.directory, 'note.txt'), 'hello');
    const words = ['upload', '--to', server.url, 'note.txt'];
    expect(await home.run(words)).toMatchObject({ exitCode: 0 });
    const second = await home.run(words);
    expect(second).toMatchObject({ exitCode: 0 });
    expect(second.stdout).toContain('1 skipped');
    expect(await home.run([...words, '--conflict', 'rename'])).toMatchObject({ exitCode: 0 });
    expect((await readdir(received)).filter((name) => name.startsWith('note')).sort()).toEqual(['note (2).txt', 'note.txt']);
  });

  it('says what it could not add, sends the rest, and ends with 1', async () => {
    const sent = join(home.directory, 'sent');
    await makeTree({ directory: join(sent, 'photos'), files: { 'a.bin': 100 } });
    symlinkSync('nowhere', join(sent, 'photos', 'broken'));
    symlinkSync('.', join(sent, 'photos', 'loop'));
    writeFileSync(join(sent, 'photos', '.DS_Store'), '');
    mkdirSync(join(sent, 'photos', 'none'));
    const received = join(home.directory, 'received');
    const server = await home.serve(received);
    const ended = await home.run(['upload', '--to', server.url, 'photos', 'missing', '/dev/null'], { currentDirectory: sent });
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr.match(/^Not added: .*$/gm)).toHaveLength(3);
    expect(ended.stderr).toContain('broken: The file is gone.');
    expect(ended.stderr).toContain('/dev/null: Not a file.');
    expect(ended.stdout).toContain('1 file arrived');
    expect(ended.stdout).toContain('3 could not be added');
    expect(ended.stdout).toContain('3 left out');
    expect(await readdir(join(received, 'photos'))).toEqual(['a.bin']);
  });

  it('ends with 1 when nothing could be added', async () => {
    const server = await home.serve(join(home.directory, 'received'));
    const ended = await home.run(['upload', '--to', server.url, 'missing', `/${'x'.repeat(250).concat('/').repeat(17)}x`]);
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain('missing: The file is gone.');
    expect(ended.stderr).toContain('The path is too long.');
    expect(ended.stderr).toContain('There is nothing to upload.');
  });

  it('shows names as they are meant and never as commands to the terminal', async () => {
    const server = await home.serve(join(home.directory, 'received'));
    const ended = await home.run(['upload', '--to', server.url, 'evil\u001b[2J\nname']);
    expect(ended.stderr).toContain('evil␛[2J␊name');
    expect(ended.stderr).not.toContain('\u001b');
  });

  it('keeps the limit', async () => {
    await makeTree({ directory: join(home.directory, 'sent'), files: { 'a.bin': 1_000_000, 'b.bin': 1_000_000 } });
    const server = await home.serve(join(home.directory, 'received'));
    const startedAt = performance.now();
    expect(await home.run(['upload', '--to', server.url, '--limit-rate', '1M', 'sent'])).toMatchObject({ exitCode: 0 });
    const seconds = (performance.now() - startedAt) / 1000;
    expect(seconds).toBeGreaterThan(1.85);
    expect(seconds).toBeLessThan(6);
  });
});

describe('gantry upload --json', () => {
  it('writes envelopes and nothing else, the final batch_progress last', async () => {
    await makeTree({ directory: join(home.directory, 'sent'), files });
    const server = await home.serve(join(home.directory, 'received'));
    const ended = await home.run(['upload', '--json', '--to', server.url, 'sent', 'missing']);
    expect(ended.exitCode).toBe(1);
    const events = ended.events();
    for (const { action, payload, timestamp } of events) {
      expect(['file_progress', 'batch_progress']).toContain(action);
      expect(payload).toHaveProperty('batchId');
      expect(new Date(timestamp).toISOString()).toBe(timestamp);
    }
    const completed = events.flatMap(({ action, payload }) =>
      action === 'file_progress' && payload.status === 'completed' ? [payload.relativePath] : [],
    );
    expect(new Set(completed)).toEqual(new Set(Object.keys(files).map((path) => `sent/${path}`)));
    expect(events.at(-1)).toMatchObject({
      action: 'batch_progress',
      payload: { status: 'completed', total: 5, processed: 5, successful: 5, failed: 0, refused: 1, progressPercentage: 100 },
    });
    expect(ended.stderr).toContain('missing: The file is gone.');
  });

  it('keeps up with a reader that does not, and still says how every file ended', async () => {
    const names = Array.from({ length: 400 }, (_, number) => [`${number}.bin`, 1_000] as const);
    await makeTree({ directory: join(home.directory, 'sent'), files: Object.fromEntries(names) });
    const received = join(home.directory, 'received');
    const server = await home.serve(received);
    const slow = home.start(['upload', '--json', '--to', server.url, 'sent']);
    slow.child.stdout?.pause();
    // The pipe is full long before the end; the files arrive all the same.
    await expect
      .poll(
        () =>
          readdir(join(received, 'sent')).then(
            (there) => there.length,
            () => 0,
          ),
        { timeout: 40_000 },
      )
      .toBe(400);
    slow.child.stdout?.resume();
    const ended = await slow.ended;
    expect(ended.exitCode).toBe(0);
    const last = new Map(
      ended.events().flatMap(({ action, payload }) => (action === 'file_progress' ? [[payload.uploadId, payload.status]] : [])),
    );
    expect([...last.values()].filter((status) => status === 'completed')).toHaveLength(400);
    expect(ended.events().at(-1)).toMatchObject({ action: 'batch_progress', payload: { successful: 400 } });
  });
});

describe('gantry serve', () => {
  it('prints the destination first and ends with 0 on a signal', async () => {
    const server = await home.serve(join(home.directory, 'new', 'folder'));
    expect(server.stdout()).toMatch(/^tus\+http:\/\/127\.0\.0\.1:\d+\/\S*\n/);
    server.kill('SIGTERM');
    expect(await server.ended).toMatchObject({ exitCode: 0 });
  });

  it('says that a port is taken', async () => {
    const server = await home.serve(join(home.directory, 'one'));
    const ended = await home.run(['serve', 'two', '--port', String(server.port)]);
    expect(ended.exitCode).not.toBe(0);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toMatch(/port/i);
  });
});
