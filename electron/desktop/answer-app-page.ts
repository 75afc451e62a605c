import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { isOwnAddress } from './app-origin.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

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

/** Answers one request of the page with a file of `root`, the built renderer; no path leaves it. */
export async function answerAppPage(root: string, request: Pick<Request, 'method' | 'url'>): Promise<Response> {
  if (request.method !== 'GET') return plain(405);
  const path = fileOf(root, request.url);
  const contentType = path === null ? undefined : contentTypes[extname(path)];
  if (path === null || contentType === undefined) return plain(404);
  try {
    // A copy that owns its memory: a small file's buffer is a view on Node's shared pool.
    return new Response(new Uint8Array(await readFile(path)), { headers: { ...headers, 'Content-Type': contentType } });
  } catch {
    return plain(404);
  }
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
