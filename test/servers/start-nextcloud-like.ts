import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { listenOnLoopback } from './parts/listen-on-loopback.ts';
import { makeTemporaryDirectory } from './parts/temporary-directory.ts';

export interface NextcloudLike {
  /** Of a person's files; ends with a slash. */
  readonly url: string;
  readonly directory: string;
  /** Of the chunks of unfinished uploads, a folder each. */
  readonly uploads: string;
  close(): Promise<void>;
}

interface Options {
  /** In what the server says of itself. */
  readonly takesChunks?: boolean;
}

export const nextcloudUser = { user: 'alice', password: 'secret of alice' };
const filesPrefix = '/cloud/remote.php/dav/files/alice/';
const uploadsPrefix = '/cloud/remote.php/dav/uploads/alice/';
const smallestChunkBytes = 5 * 1024 * 1024;

class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message = '') {
    super(message);
    this.status = status;
  }
}

/**
 * One of ours, after what Nextcloud's manual says of WebDAV and chunked upload version 2, and what its server does with them: it is not Nextcloud. It
 * wants the Destination with each request of an upload, numbers from 1 to 10,000, joins only what sums up to OC-Total-Length, heeds Overwrite,
 * keeps X-OC-Mtime, refuses names that end in .part, and reckons checksums when asked. Sessions end only when a test removes their folder.
 */
export async function startNextcloudLike({ takesChunks = true }: Options = {}): Promise<NextcloudLike> {
  const home = await makeTemporaryDirectory('nextcloud');
  const [directory, uploads] = [join(home.path, 'files'), join(home.path, 'uploads')];
  await Promise.all([mkdir(directory), mkdir(uploads)]);

  const pathOf = (pathname: string): string => {
    const path = decodeURIComponent(pathname);
    if (/\.(file)?part$/.test(path)) throw new Refusal(400, 'OCA\\DAV\\Connector\\Sabre\\Exception\\InvalidPath');
    if (path.startsWith(filesPrefix)) return join(directory, path.slice(filesPrefix.length));
    if (path.startsWith(uploadsPrefix)) return join(uploads, path.slice(uploadsPrefix.length));
    throw new Refusal(404);
  };
  const isThere = (path: string): Promise<boolean> =>
    stat(path).then(
      () => true,
      () => false,
    );
  const requireParent = async (path: string): Promise<void> => {
    if (!(await isThere(dirname(path)))) throw new Refusal(409, 'Parent node does not exist');
  };
  const destinationOf = (request: IncomingMessage): string => {
    const { destination } = request.headers;
    if (destination === undefined) throw new Refusal(400, 'The destination header was not passed');
    return pathOf(new URL(String(destination), 'http://h').pathname);
  };

  const put = async (request: IncomingMessage, path: string, isChunk: boolean): Promise<number> => {
    if (isChunk) {
      destinationOf(request);
      const number = Number(basename(path));
      if (!Number.isInteger(number) || number < 1 || number > 10_000) throw new Refusal(400, 'Invalid chunk name');
      if (!(await isThere(dirname(path)))) throw new Refusal(404, 'File not found: the session');
    } else await requireParent(path);
    const had = await isThere(path);
    if (had && request.headers['if-none-match'] === '*') throw new Refusal(412);
    const waiting = join(home.path, `waiting-${Math.random()}`);
    await pipeline(request, createWriteStream(waiting));
    await rename(waiting, path);
    const mtime = Number(request.headers['x-oc-mtime']);
    if (mtime > 0) await utimes(path, mtime, mtime);
    return had ? 204 : 201;
  };

  const joinChunks = async (request: IncomingMessage, folder: string): Promise<number> => {
    const to = destinationOf(request);
    if (!(await isThere(folder))) throw new Refusal(404);
    const had = await isThere(to);
    if (had && request.headers['overwrite'] === 'F') throw new Refusal(412);
    await requireParent(to);
    const names = (await readdir(folder)).sort();
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
    if (sizes.slice(0, -1).some((size) => size < smallestChunkBytes)) throw new Refusal(400, 'EntityTooSmall');
    const sum = sizes.reduce((all, size) => all + size, 0);
    if (sum !== Number(request.headers['oc-total-length'])) throw new Refusal(400, `Chunks on server do not sum up but to ${sum} bytes`);
    const waiting = join(home.path, `joining-${Math.random()}`);
    for (const name of names) await pipeline(createReadStream(join(folder, name)), createWriteStream(waiting, { flags: 'a' }));
    await rename(waiting, to);
    const mtime = Number(request.headers['x-oc-mtime']);
    if (mtime > 0) await utimes(to, mtime, mtime);
    await rm(folder, { recursive: true });
    return had ? 204 : 201;
  };

  const move = async (request: IncomingMessage, path: string): Promise<number> => {
    const to = destinationOf(request);
    if (!(await isThere(path))) throw new Refusal(404);
    const had = await isThere(to);
    if (had && request.headers['overwrite'] === 'F') throw new Refusal(412);
    await requireParent(to);
    await rename(path, to);
    return had ? 204 : 201;
  };

  const propfind = async (request: IncomingMessage, pathname: string, path: string): Promise<string> => {
    const own = await stat(path).catch(() => null);
    if (own === null) throw new Refusal(404);
    const names = own.isDirectory() && request.headers['depth'] !== '0' ? await readdir(path) : [];
    const entries = await Promise.all(
      ['', ...names].map(async (name) => {
        const stats = await stat(join(path, name));
        const href = `${pathname.replace(/\/$/, '')}${name === '' ? '' : `/${encodeURIComponent(name)}`}${stats.isDirectory() ? '/' : ''}`;
        const kind = stats.isDirectory()
          ? '<d:resourcetype><d:collection/></d:resourcetype>'
          : `<d:resourcetype/><d:getcontentlength>${stats.size}</d:getcontentlength>`;
        const time = `<d:getlastmodified>${stats.mtime.toUTCString()}</d:getlastmodified>`;
        return `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${kind}${time}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
      }),
    );
    return `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns">${entries.join('')}</d:multistatus>`;
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '', 'http://h');
    const wanted = `Basic ${Buffer.from(`${nextcloudUser.user}:${nextcloudUser.password}`).toString('base64')}`;
    if (request.headers.authorization !== wanted) {
      response.writeHead(401, { 'WWW-Authenticate': 'Bearer realm="Nextcloud", Basic realm="Nextcloud", charset="UTF-8"' }).end();
      return;
    }
    if (pathname === '/cloud/ocs/v1.php/cloud/capabilities') {
      if (request.headers['ocs-apirequest'] === undefined) throw new Refusal(412);
      const dav = takesChunks ? { chunking: '1.0', bulkupload: '1.0' } : {};
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(
        JSON.stringify({ ocs: { meta: { status: 'ok' }, data: { capabilities: { dav, files: { bigfilechunking: takesChunks } } } } }),
      );
      return;
    }
    const path = pathOf(pathname);
    const isUpload = pathname.startsWith(uploadsPrefix);
    switch (request.method) {
      case 'PUT':
        return void response.writeHead(await put(request, path, isUpload)).end();
      case 'MOVE':
        return void response.writeHead(await (isUpload ? joinChunks(request, dirname(path)) : move(request, path))).end();
      case 'MKCOL':
        if (isUpload) destinationOf(request);
        if (await isThere(path)) throw new Refusal(405);
        await requireParent(path);
        await mkdir(path);
        return void response.writeHead(201).end();
      case 'DELETE':
        if (!(await isThere(path))) throw new Refusal(404);
        await rm(path, { recursive: true });
        return void response.writeHead(204).end();
      case 'PROPFIND': {
        const body = await propfind(request, pathname, path);
        return void response.writeHead(207, { 'Content-Type': 'application/xml; charset=utf-8' }).end(body);
      }
      case 'PATCH': {
        const algorithm = String(request.headers['x-recalculate-hash']);
        const hash = createHash(algorithm)
          .update(await readFile(path))
          .digest('hex');
        return void response.writeHead(204, { 'OC-Checksum': `${algorithm.toUpperCase()}:${hash}` }).end();
      }
      case 'HEAD':
      case 'GET': {
        if (isUpload) throw new Refusal(405, 'Reading intermediate uploads is not allowed');
        const stats = await stat(path).catch(() => null);
        if (stats === null || !stats.isFile()) throw new Refusal(404);
        const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
        const [start, end] = range === null ? [0, stats.size - 1] : [Number(range[1]), Number(range[2])];
        response.writeHead(range === null ? 200 : 206, { 'Content-Length': end - start + 1, ETag: `"${stats.mtimeMs}-${stats.size}"` });
        if (request.method === 'HEAD' || stats.size === 0) return void response.end();
        return await pipeline(createReadStream(path, { start, end }), response);
      }
      default:
        throw new Refusal(501);
    }
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent || request.socket.destroyed) return void request.socket.destroy();
      request.resume();
      const text = error instanceof Refusal ? error.message : 'Internal Server Error';
      response.writeHead(error instanceof Refusal ? error.status : 500, { 'Content-Type': 'application/xml' });
      response.end(
        `<?xml version="1.0"?><d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns"><s:message>${text}</s:message></d:error>`,
      );
    });
  });
  const listening = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${listening.port}${filesPrefix}`,
    directory,
    uploads,
    close: async () => {
      await listening.close();
      await home.remove();
    },
  };
}
