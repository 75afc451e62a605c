import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectFolder } from '../../electron/start/project-folder.ts';
import { compareTrees } from '../files/compare-trees.ts';
import { makeTree } from '../files/make-tree.ts';
import type { GantryHome } from './start-gantry.ts';
import { makeGantryHome } from './start-gantry.ts';

let home: GantryHome;
let sent: string;
let received: string;
const clients: Client[] = [];

beforeEach(async () => {
  home = await makeGantryHome();
  sent = join(home.directory, 'sent');
  received = join(home.directory, 'received');
  await makeTree({ directory: sent, files: { 'photos/a.bin': 300_000, 'photos/b.bin': 300_000, 'late/c.bin': 100 } });
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  await home.remove();
});

/** The real process, with the protocol's own client at the other end. */
async function connect(...words: readonly string[]): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  clients.push(client);
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [join(projectFolder, 'out', 'main', 'cli.js'), 'mcp', ...words],
      env: { PATH: process.env['PATH'] ?? '', GANTRY_DATA_DIR: home.dataDirectory, GANTRY_TOKEN: 'a-token-for-nobody' },
      stderr: 'ignore',
    }),
  );
  return client;
}

interface Called {
  readonly isError: boolean;
  readonly text: string;
  readonly value: Record<string, unknown>;
}

async function call(client: Client, name: string, args: Record<string, unknown> = {}): Promise<Called> {
  const answer = await client.callTool({ name, arguments: args });
  const [first] = answer.content as readonly { readonly text: string }[];
  const value = (answer.structuredContent ?? {}) as Record<string, unknown>;
  if (answer.isError !== true) expect(JSON.parse(first?.text ?? '')).toEqual(value);
  return { isError: answer.isError === true, text: first?.text ?? '', value };
}

const namesOf = async (client: Client): Promise<readonly string[]> => (await client.listTools()).tools.map(({ name }) => name);
const firstBatch = async (client: Client) => ((await call(client, 'list_batches')).value['batches'] as Record<string, unknown>[])[0];

describe('gantry mcp', () => {
  it('only looks, unless it was allowed to change the queue', async () => {
    const client = await connect();
    expect(await namesOf(client)).toEqual(['list_batches', 'batch_status', 'failed_files']);
    expect(await call(client, 'list_batches')).toMatchObject({ isError: false, value: { batches: [], batchesInAll: 0, nextOffset: null } });
    for (const [name, args] of [
      ['add_files', { paths: [join(sent, 'photos')] }],
      ['pause', { all: true }],
      ['retry', { all: true }],
    ] as const) {
      const refused = await call(client, name, args);
      expect(refused.isError).toBe(true);
      expect(refused.text).toContain('started without --allow-write');
    }
    expect(await call(client, 'drop_tables')).toMatchObject({ isError: true, text: expect.stringContaining('no tool of that name') });
  });

  it('says what is wrong with arguments in words', async () => {
    const client = await connect('--allow-write');
    expect(await namesOf(client)).toEqual(['list_batches', 'batch_status', 'failed_files', 'add_files', 'pause', 'resume', 'retry']);
    // What a client asks a person about before it calls it.
    const { tools } = await client.listTools();
    const mayReplace = tools.filter(({ annotations }) => annotations?.destructiveHint !== false).map(({ name }) => name);
    expect(mayReplace).toEqual(['add_files', 'resume', 'retry']);
    for (const [name, args, words] of [
      ['batch_status', {}, 'batchId'],
      ['batch_status', { batchId: '../../etc' }, 'batchId: is not an id'],
      ['batch_status', { batchId: 'b1' }, 'That batch is not in the list'],
      ['add_files', { paths: ['photos'] }, 'paths.0: is not absolute'],
      ['add_files', { paths: [] }, 'paths'],
      ['add_files', { paths: ['/a\0b'] }, 'contains NUL'],
      ['add_files', { paths: ['/a'], destination: 'tus+http://evil.example/files/' }, 'No destination is saved as'],
      ['pause', {}, 'give exactly one of'],
      ['pause', { all: true, batchId: 'b1' }, 'give exactly one of'],
      ['retry', { uploadIds: ['u1'] }, 'That file is not in the list'],
      ['list_batches', { limit: 1_000 }, 'limit'],
    ] as const) {
      const refused = await call(client, name, args);
      expect([name, refused.isError, refused.text]).toEqual([name, true, expect.stringContaining(words)]);
      expect(refused.text).not.toMatch(/ZodError|Error:| at /);
    }
  });

  it('sends alone where nobody holds the queue, tells how it went, and then holds nothing', async () => {
    const server = await home.serve(received);
    await home.run(['destinations', 'add', 'nas', server.url]);
    const client = await connect('--allow-write');
    const added = await call(client, 'add_files', { paths: [join(sent, 'photos'), join(sent, 'missing')] });
    expect(added.value).toMatchObject({
      destination: 'nas',
      notAddedInAll: 1,
      notAdded: [{ path: join(sent, 'missing'), what: 'The file is gone' }],
    });
    await expect.poll(async () => (await firstBatch(client))?.['status'], { timeout: 15_000 }).toBe('completed');
    expect((await compareTrees(join(sent, 'photos'), join(received, 'photos'))).report).toBe('');
    const { value } = await call(client, 'batch_status', { batchId: added.value['batchId'] });
    expect(value).toMatchObject({
      batch: { files: { total: 2, arrived: 2 }, notAdded: 1 },
      held: null,
      notAdded: [{ what: 'The file is gone' }],
    });
    // Nothing is left to send, so others may hold the queue.
    await expect.poll(async () => (await home.run(['resume', '--limit-rate', '1M'])).exitCode, { timeout: 15_000 }).toBe(0);
    expect(JSON.stringify(value)).not.toContain('a-token-for-nobody');
  });

  it('works with a command that holds the queue, and goes on alone when that has ended', async () => {
    const server = await home.serve(received);
    await home.run(['destinations', 'add', 'nas', server.url]);
    const client = await connect('--allow-write');
    const upload = home.start(['upload', '--limit-rate', '100k', '--to', 'nas', 'photos'], { currentDirectory: sent });
    await upload.saw(/Uploading/);
    const batch = await firstBatch(client);
    expect(batch).toMatchObject({ status: 'processing', destination: 'nas', name: 'photos' });
    const paused = await call(client, 'pause', { batchId: batch?.['batchId'] });
    expect(paused.value).toEqual({ affectedFiles: 2 });
    // The command has nothing to stay for: it ends, and this process is alone with the queue.
    expect(await upload.ended).toMatchObject({ exitCode: 1 });
    expect(await firstBatch(client)).toMatchObject({ status: 'paused', files: { paused: 2 } });
    expect((await call(client, 'resume', { all: true })).value).toEqual({ affectedFiles: 2 });
    await expect.poll(async () => (await firstBatch(client))?.['status'], { timeout: 15_000 }).toBe('completed');
    expect((await call(client, 'failed_files')).value).toEqual({ files: [], nextCursor: null });
  });

  it('writes nothing but the protocol to stdout, and ends with 0 when the program has gone', async () => {
    const ended = await home.run(['mcp']);
    // stdin was closed from the start.
    expect(ended).toMatchObject({ exitCode: 0, stdout: '' });
  });
});
