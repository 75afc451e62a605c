import type { FileHandle } from 'node:fs/promises';
import { lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Attributes, Connection, SFTPWrapper } from 'ssh2';
import ssh2 from 'ssh2';
import type { Credentials } from '../../electron/engine/ports.ts';
import { makeTemporaryDirectory } from './parts/temporary-directory.ts';

export interface CaseBlindSftp {
  /** Ends with a slash. */
  readonly url: string;
  readonly directory: string;
  readonly credentials: Extract<Credentials, { kind: 'ssh' }>;
  /** Requests of the protocol so far, by name. */
  readonly requests: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export interface CaseBlindOptions {
  readonly password?: string | null;
  readonly plain?: (name: string) => string;
  readonly keeps?: (name: string) => string;
}

const { OPEN_MODE: mode, STATUS_CODE: status } = ssh2.utils.sftp;

/**
 * An SFTP server that takes `a.txt` and `A.txt` for one name, as those on Windows and on most Macs do, or whatever `plain` makes one; `keeps` is
 * how it writes a new name. Whoever asks is let in, or whoever answers
 * `password` when asked by keyboard-interactive (RFC 4256).
 */
export async function startCaseBlindSftp({
  password = null,
  plain = (name) => name.toLowerCase(),
  keeps = (name) => name,
}: CaseBlindOptions = {}): Promise<CaseBlindSftp> {
  const home = await makeTemporaryDirectory('case-blind');
  const directory = join(home.path, 'data');
  await mkdir(directory);
  const requests = new Map<string, number>();
  const clients = new Set<Connection>();
  const hostKey = ssh2.utils.generateKeyPairSync('ed25519').private;
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (client) => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    client.on('error', () => undefined);
    client.on('authentication', (context) => {
      if (password === null) context.accept();
      else if (context.method !== 'keyboard-interactive') context.reject(['keyboard-interactive']);
      else {
        const questions = [
          { prompt: 'Your favourite colour: ', echo: true },
          { prompt: 'Password: ', echo: false },
        ];
        context.prompt(questions, (answers) => (answers[1] === password ? context.accept() : context.reject(['keyboard-interactive'])));
      }
    });
    client.on('session', (accept) => {
      accept().on('sftp', (begin) => new Serving(begin(), directory, requests, { plain, keeps }).begin());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `sftp://127.0.0.1:${port}/`,
    directory,
    credentials: { kind: 'ssh', user: 'somebody', password: 'anything', privateKey: null, passphrase: null, agent: null },
    requests,
    close: async () => {
      for (const client of clients) client.end();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await home.remove();
    },
  };
}

/** One channel. Handles are the numbers of what is open. */
class Serving {
  readonly #sftp: SFTPWrapper;
  readonly #directory: string;
  readonly #requests: Map<string, number>;
  readonly #files = new Map<number, FileHandle>();
  readonly #folders = new Map<number, string | null>();
  readonly #names: Required<Omit<CaseBlindOptions, 'password'>>;
  #nextHandle = 0;

  constructor(sftp: SFTPWrapper, directory: string, requests: Map<string, number>, names: Required<Omit<CaseBlindOptions, 'password'>>) {
    this.#names = names;
    this.#sftp = sftp;
    this.#directory = directory;
    this.#requests = requests;
  }

  begin(): void {
    const sftp = this.#sftp;
    sftp.on('REALPATH', (id, path) =>
      this.#serve('realpath', id, async () => sftp.name(id, [{ filename: path, longname: path, attrs: noAttributes }])),
    );
    sftp.on('LSTAT', (id, path) => this.#serve('lstat', id, async () => sftp.attrs(id, await this.#attributesOf(path))));
    sftp.on('STAT', (id, path) => this.#serve('stat', id, async () => sftp.attrs(id, await this.#attributesOf(path))));
    sftp.on('FSTAT', (id, handle) =>
      this.#serve('fstat', id, async () => sftp.attrs(id, attributesFrom(await this.#fileOf(handle).stat()))),
    );
    sftp.on('MKDIR', (id, path) => this.#done('mkdir', id, async () => mkdir(await this.#real(path))));
    sftp.on('REMOVE', (id, path) => this.#done('remove', id, async () => rm(await this.#real(path))));
    sftp.on('RENAME', (id, from, to) => this.#rename(id, from, to));
    sftp.on('OPEN', (id, path, flags) =>
      this.#serve('open', id, async () => {
        const isNew = (flags & mode.TRUNC) !== 0;
        const file = await open(await this.#real(path), isNew ? 'w+' : (flags & mode.WRITE) !== 0 ? 'r+' : 'r');
        sftp.handle(id, this.#handleFor(this.#files, file));
      }),
    );
    sftp.on('WRITE', (id, handle, offset, data) =>
      this.#done('write', id, async () => this.#fileOf(handle).write(data, 0, data.length, offset)),
    );
    sftp.on('READ', (id, handle, offset, length) =>
      this.#serve('read', id, async () => {
        const { bytesRead, buffer } = await this.#fileOf(handle).read(Buffer.alloc(length), 0, length, offset);
        if (bytesRead === 0) sftp.status(id, status.EOF);
        else sftp.data(id, buffer.subarray(0, bytesRead));
      }),
    );
    sftp.on('FSETSTAT', (id, handle, attributes) => this.#done('fsetstat', id, () => this.#set(this.#fileOf(handle), attributes)));
    sftp.on('OPENDIR', (id, path) =>
      this.#serve('opendir', id, async () => {
        const folder = await this.#real(path);
        await readdir(folder);
        sftp.handle(id, this.#handleFor(this.#folders, folder));
      }),
    );
    sftp.on('READDIR', (id, handle) => this.#serve('readdir', id, () => this.#readFolder(id, handle.readUInt32BE(0))));
    sftp.on('CLOSE', (id, handle) =>
      this.#done('close', id, async () => {
        const number = handle.readUInt32BE(0);
        await this.#files.get(number)?.close();
        this.#files.delete(number);
        this.#folders.delete(number);
      }),
    );
  }

  /** The draft's rename: what has the name is kept. */
  #rename(id: number, from: string, to: string): void {
    this.#serve('rename', id, async () => {
      const target = await this.#real(to);
      const isTaken = await lstat(target).then(
        () => true,
        () => false,
      );
      if (!isTaken) await rename(await this.#real(from), target);
      this.#sftp.status(id, isTaken ? status.FAILURE : status.OK);
    });
  }

  async #readFolder(id: number, handle: number): Promise<void> {
    const folder = this.#folders.get(handle) ?? null;
    if (folder === null) {
      this.#sftp.status(id, status.EOF);
      return;
    }
    this.#folders.set(handle, null);
    const names = await readdir(folder);
    const entries = names.map(async (name) => ({ filename: name, longname: name, attrs: attributesFrom(await lstat(join(folder, name))) }));
    this.#sftp.name(id, await Promise.all(entries));
  }

  /** Where a path leads: to what is there by a name that it takes for the same. */
  async #real(path: string): Promise<string> {
    let real = this.#directory;
    for (const name of path.split('/').filter((part) => part !== '' && part !== '.')) {
      const there = await readdir(real).catch(() => []);
      real = join(real, there.find((other) => this.#names.plain(other) === this.#names.plain(name)) ?? this.#names.keeps(name));
    }
    return real;
  }

  async #attributesOf(path: string): Promise<Attributes> {
    return attributesFrom(await lstat(await this.#real(path)));
  }

  async #set(file: FileHandle, { size, atime, mtime }: Attributes): Promise<void> {
    if (size !== undefined) await file.truncate(size);
    if (mtime !== undefined) await file.utimes(Number(atime), Number(mtime));
  }

  #handleFor<Value>(open: Map<number, Value>, value: Value): Buffer {
    this.#nextHandle += 1;
    open.set(this.#nextHandle, value);
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(this.#nextHandle);
    return handle;
  }

  #fileOf(handle: Buffer): FileHandle {
    const file = this.#files.get(handle.readUInt32BE(0));
    if (file === undefined) throw new Error('no such handle');
    return file;
  }

  #done(name: string, id: number, work: () => Promise<unknown>): void {
    this.#serve(name, id, async () => {
      await work();
      this.#sftp.status(id, status.OK);
    });
  }

  #serve(name: string, id: number, work: () => Promise<unknown>): void {
    this.#requests.set(name, (this.#requests.get(name) ?? 0) + 1);
    work().catch((error: NodeJS.ErrnoException) => this.#sftp.status(id, error.code === 'ENOENT' ? status.NO_SUCH_FILE : status.FAILURE));
  }
}

const noAttributes: Attributes = { mode: 0, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };

function attributesFrom(found: Awaited<ReturnType<typeof lstat>>): Attributes {
  const seconds = (milliseconds: number | bigint): number => Math.floor(Number(milliseconds) / 1_000);
  return {
    mode: Number(found.mode),
    uid: 0,
    gid: 0,
    size: Number(found.size),
    atime: seconds(found.atimeMs),
    mtime: seconds(found.mtimeMs),
  };
}
