import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startOnFreePort } from './parts/start-on-free-port.ts';
import { startProgram } from './parts/start-program.ts';
import { makeTemporaryDirectory } from './parts/temporary-directory.ts';
import { waitUntil } from './parts/wait-until.ts';

export interface NginxRequest {
  readonly method: string;
  /** Percent-encoded, as it was sent. */
  readonly path: string;
  readonly status: number;
  /** Of the body, as announced; null when the request had no Content-Length. */
  readonly contentLength: number | null;
  /** All bytes that nginx read for this request: request line, headers and body. */
  readonly bytesReceived: number;
}

export interface Nginx {
  /** Ends with a slash. */
  readonly url: string;
  /** What was put to `url` + path is here under path. */
  readonly directory: string;
  /** The access log, in the order in which requests ended; waits until at least `expectedCount` are in it. */
  requests(expectedCount?: number): Promise<readonly NginxRequest[]>;
  close(): Promise<void>;
}

export interface NginxOptions {
  /** As in nginx: `1m`; `0` (the default) for no limit. A longer body is answered with 413. */
  readonly clientMaxBodySize?: string;
  /** Its folder may only be read. */
  readonly mayNotWrite?: boolean;
}

function configuration(home: string, port: number, { clientMaxBodySize = '0', mayNotWrite = false }: NginxOptions): string {
  // As root, nginx would give its workers to nobody, who may not write here.
  const user = isRoot() && !mayNotWrite ? 'user root;' : '';
  return `${user} worker_processes 1; daemon off; pid ${home}/nginx.pid; error_log ${home}/error.log warn;
events { worker_connections 512; }
http {
  log_format requests escape=json '{"method":"$request_method","path":"$request_uri","status":$status,"contentLength":"$content_length","bytesReceived":$request_length}';
  access_log ${home}/access.log requests; client_max_body_size ${clientMaxBodySize}; client_body_buffer_size 64k; keepalive_requests 1000000;
  client_body_temp_path ${home}/temporary; proxy_temp_path ${home}/temporary; fastcgi_temp_path ${home}/temporary;
  uwsgi_temp_path ${home}/temporary; scgi_temp_path ${home}/temporary;
  server {
    listen 127.0.0.1:${port}; root ${home}/data;
    location / { dav_methods PUT DELETE MKCOL COPY MOVE; create_full_put_path on; dav_access user:rw group:rw all:r; }
  }
}
`;
}

function parseRequest(line: string): NginxRequest {
  const logged = JSON.parse(line) as Omit<NginxRequest, 'contentLength'> & { readonly contentLength: string };
  return { ...logged, contentLength: logged.contentLength === '' ? null : Number(logged.contentLength) };
}

/** A real nginx that stores what is PUT, as root or as an ordinary user; its files are thrown away at `close`. */
export async function startNginx(options: NginxOptions = {}): Promise<Nginx> {
  const home = await makeTemporaryDirectory('nginx');
  const directory = join(home.path, 'data');
  await mkdir(directory);
  await mkdir(join(home.path, 'temporary'));
  // What it takes in it may keep for itself until it is whole.
  if (options.mayNotWrite === true) await setRights(home.path, { '': 0o755, data: 0o555, temporary: 0o777 });
  const { program, port } = await startOnFreePort(async (tried) => {
    await writeFile(join(home.path, 'nginx.conf'), configuration(home.path, tried, options));
    const programArguments = ['-p', home.path, '-e', join(home.path, 'error.log'), '-c', join(home.path, 'nginx.conf')];
    return { program: await startProgram('nginx', programArguments, tried), port: tried };
  });
  const lines = async () => (await readFile(join(home.path, 'access.log'), 'utf8')).split('\n').filter((line) => line !== '');
  return {
    url: `http://127.0.0.1:${port}/`,
    directory,
    requests: async (expectedCount = 0) => {
      // nginx writes the line after it has sent the answer.
      await waitUntil(`nginx has logged ${expectedCount} requests`, async () => (await lines()).length >= expectedCount);
      return (await lines()).map(parseRequest);
    },
    close: async () => {
      await program.stop();
      if (options.mayNotWrite === true) await setRights(home.path, { data: 0o755 });
      await home.remove();
    },
  };
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

async function setRights(home: string, modes: Readonly<Record<string, number>>): Promise<void> {
  for (const [name, mode] of Object.entries(modes)) await chmod(join(home, name), mode);
}
