import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { isOwnAddress } from './app-origin.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import type { PageLanguages } from './speech.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  // A name that is looked up tells somebody elsewhere, too.
  'X-DNS-Prefetch-Control': 'off',
  'Cache-Control': 'no-cache',
};

/** Answers one request of the page with a file of `root`, the built renderer; no path leaves it. The page is told in its root element which language to speak. */
export async function answerAppPage(root: string, request: Pick<Request, 'method' | 'url'>, languages: PageLanguages): Promise<Response> {
  if (request.method !== 'GET') return plain(405);
  const path = fileOf(root, request.url);
  const contentType = path === null ? undefined : contentTypes[extname(path)];
  if (path === null || contentType === undefined) return plain(404);
  try {
    // A copy that owns its memory: a small file's buffer is a view on Node's shared pool.
    const content = await readFile(path);
    return new Response(contentType.startsWith('text/html') ? inLanguage(content.toString(), languages) : new Uint8Array(content), {
      headers: { ...headers, 'Content-Type': contentType },
    });
  } catch {
    return plain(404);
  }
}

function inLanguage(page: string, { language, systemLanguage }: PageLanguages): string {
  return page.replace('<html lang="en"', `<html lang="${language}" data-system-language="${systemLanguage}"`);
}

/** The file that an address means, or null for an address that is not ours or leaves the root. */
function fileOf(root: string, address: string): string | null {
  if (!isOwnAddress(address)) return null;
  let name: string;
  try {
    name = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
  if (/[\0\\:]/.test(name)) return null;
  const path = join(root, name === '/' ? 'index.html' : name);
  return path.startsWith(join(root, sep)) ? path : null;
}

function plain(status: 404 | 405): Response {
  return new Response(null, { status, headers });
}
