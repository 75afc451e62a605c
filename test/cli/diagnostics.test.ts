import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileProgress } from '../../shared/progress.ts';
import { formsOf, secretsFound } from '../diagnostics/secret-scanner.ts';
import type { PutRecorder } from '../servers/start-put-recorder.ts';
import { startPutRecorder } from '../servers/start-put-recorder.ts';
import type { EndedGantry, GantryHome } from './start-gantry.ts';
import { makeGantryHome } from './start-gantry.ts';

const token = 'canary/token+for "harbour" 4711';
const headerToken = 'canary/token+for.harbour.4711';
const password = 'canary-pass&word "4712"';
const secrets = [token, headerToken, password, Buffer.from(`ana:${password}`).toString('base64')];

let home: GantryHome;
let server: PutRecorder;
beforeEach(async () => {
  home = await makeGantryHome();
  server = await startPutRecorder({
    answer: ({ method, path, headers }) => {
      if (method !== 'PUT') return undefined;
      const { authorization = '' } = headers;
      const said = `${authorization} · ${encodeURIComponent(authorization)} · ${JSON.stringify({ password })} · ${Buffer.from(authorization).toString('base64')}`;
      if (path.includes('refused')) return { status: 403, body: said };
      if (path.includes('broken')) return { status: 500, body: `<html><pre>Authorization: ${said}</pre></html>` };
      return undefined;
    },
  });
  for (const name of ['refused.pdf', 'broken.mov', 'fine.txt']) writeFileSync(join(home.directory, name), name.repeat(100));
});
afterEach(async () => {
  await home.remove();
  await server.close();
});

function upload(url: string, environment: Readonly<Record<string, string>>): Promise<EndedGantry> {
  return home.run(['upload', '--to', url, '--retries', '1', '--json', 'refused.pdf', 'broken.mov', 'fine.txt'], { environment });
}

/** Every byte that Gantry left in its data directory. */
function everythingWritten(directory = home.dataDirectory): string {
  return readdirSync(directory)
    .map((name) => join(directory, name))
    .map((path) => (statSync(path).isDirectory() ? everythingWritten(path) : readFileSync(path, 'latin1')))
    .join('\n');
}

function lastOf(ended: EndedGantry, fileName: string): FileProgress {
  const found = ended
    .events()
    .flatMap(({ action, payload }) => (action === 'file_progress' && payload.fileName === fileName ? [payload] : []));
  const last = found.at(-1);
  if (last === undefined) throw new Error(`nothing of ${fileName}`);
  return last;
}

describe('after uploads that failed for real', () => {
  it.each([
    ['a token', (url: string) => `put+${url}`, { GANTRY_TOKEN: headerToken }],
    ['a password', (url: string) => `put+${url.replace('//', '//ana@')}`, { GANTRY_PASSWORD: password }],
  ])('no log, no database and no line for programs holds %s, though the server quoted it', async (_kind, urlOf, environment) => {
    const ended = await upload(urlOf(server.url), environment);
    expect(ended.exitCode).toBe(1);
    expect(server.requests().some(({ headers }) => headers.authorization !== undefined)).toBe(true);
    expect(lastOf(ended, 'refused.pdf').error?.details.serverSaid).toContain('[redacted]');
    const written = everythingWritten();
    expect(written).toContain('upload-failed');
    for (const text of [ended.stdout, ended.stderr, written])
      expect(secrets.filter((secret) => formsOf(secret).some((form) => text.includes(form)))).toEqual([]);
  });

  it('“attempts” tells how a file fared, try by try, for people and for programs', async () => {
    const ended = await upload(`put+${server.url}`, {});
    const { uploadId } = lastOf(ended, 'broken.mov');
    const words = await home.run(['attempts', uploadId]);
    expect(words.exitCode).toBe(0);
    expect(words.stdout).toMatch(/^✗ broken\.mov · 1\.0 kB · Server error \(500\) · Retry in a while\./);
    expect(words.stdout).toMatch(
      /2 tries\n\d+ \w+ \d{4}, [\d:]+ · [<\d. ]+ s · 0 B · Server error \(500\) · next after [<\d. ]+ s\n.* · Server error \(500\)\n$/,
    );
    const lines = (await home.run(['attempts', uploadId, '--json'])).stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { uploadId, outcome: 'error', error: { code: 'server-error', details: { httpStatus: 500 } }, bytesFrom: 0, bytesTo: 0 },
      { uploadId, outcome: 'error' },
    ]);
    const nobody = await home.run(['attempts', 'nobody']);
    expect([nobody.exitCode === 0, nobody.stderr]).toEqual([false, 'That file is not in the list. It may have been cleared.\n']);
  });

  it('“diagnostics” prints what helps, and nothing that is nobody’s business', async () => {
    await upload(`put+${server.url}`, { GANTRY_TOKEN: headerToken });
    const output = join(home.directory, 'report.md');
    const ended = await home.run(['diagnostics', '--output', output], { environment: { GANTRY_TOKEN: headerToken } });
    expect([ended.exitCode, ended.stdout]).toEqual([0, '']);
    const text = readFileSync(output, 'utf8');
    expect(secretsFound(text, [...secrets, 'refused.pdf', 'broken.mov', home.directory])).toEqual([]);
    for (const wanted of ['"not-allowed"', '"server-error"', 'upload-failed', 'engine-started', 'command-starts', new URL(server.url).host])
      expect(text).toContain(wanted);
    const printed = await home.run(['diagnostics']);
    expect(printed.stdout).toContain('# Gantry diagnostics');
  });

  it('“diagnostics” works before there is anything to tell', async () => {
    const ended = await home.run(['diagnostics']);
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toContain('"total": 0');
  });
});
