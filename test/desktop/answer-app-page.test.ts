import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerAppPage } from '../../electron/desktop/answer-app-page.ts';

let folder: string;
let root: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-page-'));
  root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(folder, 'renderer-not'));
  writeFileSync(join(root, 'index.html'), '<p>page');
  writeFileSync(join(root, 'assets', 'a b.js'), 'script');
  writeFileSync(join(root, 'assets', 'x.exe'), 'unknown');
  writeFileSync(join(folder, 'secret.json'), '{}');
  writeFileSync(join(folder, 'renderer-not', 'secret.json'), '{}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = (url: string, method = 'GET'): Promise<Response> =>
  answerAppPage(root, { url, method }, { language: 'de', systemLanguage: 'en' });

test.each([
  ['gantry-app://window/index.html', 'text/html; charset=utf-8', '<p>page'],
  ['gantry-app://window/', 'text/html; charset=utf-8', '<p>page'],
  ['gantry-app://window/index.html?a=b#c', 'text/html; charset=utf-8', '<p>page'],
  ['gantry-app://window/assets/a%20b.js', 'text/javascript; charset=utf-8', 'script'],
])('%s is served', async (url, contentType, content) => {
  const response = await ask(url);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe(contentType);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await response.text()).toBe(content);
});

test.each([
  'gantry-app://window/../secret.json',
  'gantry-app://window/%2e%2e/secret.json',
  'gantry-app://window/..%2fsecret.json',
  'gantry-app://window/assets/..%2f..%2fsecret.json',
  'gantry-app://window/..%5csecret.json',
  'gantry-app://window/..%2frenderer-not%2fsecret.json',
  'gantry-app://window//secret.json',
  'gantry-app://window/index.html%00.js',
  'gantry-app://window/%E0%A4%A',
  'gantry-app://window/C:%2fsecret.json',
  'gantry-app://window/assets',
  'gantry-app://window/assets/x.exe',
  'gantry-app://window/missing.js',
  'gantry-app://other/index.html',
  'file:///index.html',
])('%s is not found', async (url) => {
  const response = await ask(url);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('');
});

test('only GET is answered', async () => {
  expect((await ask('gantry-app://window/index.html', 'POST')).status).toBe(405);
});

test('the policy lets in nothing inline and nothing from elsewhere', async () => {
  const policy = (await ask('gantry-app://window/index.html')).headers.get('content-security-policy') ?? '';
  const directives = new Map(policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]));
  expect(directives.get('default-src')).toBe("'none'");
  expect(directives.get('script-src')).toBe("'self'");
  expect(directives.get('connect-src')).toBe("'none'");
  expect(policy).not.toMatch(/unsafe|http|\*/);
});

test('the page is told which language to speak, and which one is the system’s', async () => {
  writeFileSync(join(root, 'page.html'), '<!doctype html>\n<html lang="en">\n');
  expect(await (await ask('gantry-app://window/page.html')).text()).toBe('<!doctype html>\n<html lang="de" data-system-language="en">\n');
});
