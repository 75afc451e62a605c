import { Buffer } from 'node:buffer';
import type { SFTPWrapper } from 'ssh2';
import type { UploadError } from '../../errors/upload-error.ts';
import type { Clock } from '../../ports.ts';
import { untilAborted } from '../../source/until-aborted.ts';
import type { NamedRemoteFile, RemoteFile } from './remote-file.ts';
import { remoteFileOf } from './remote-file.ts';
import { SftpRefusal, sftpStatus } from './sftp-refusal.ts';
import { WriteWindow } from './write-window.ts';

/** An open file or folder at the server. */
export type RemoteHandle = Buffer;

/** How to open a file (draft-ietf-secsh-filexfer-02, §6.3). */
export const openFlags = { read: 1, write: 2, create: 8, truncate: 16 } as const;

/** What OpenSSH takes in one request, below its 255 KiB; others are promised no more than 32 KiB. */
const openSshRequestBytes = 252 * 1024;
const usualRequestBytes = 31 * 1024;

type Answer<Value> = (error: Error | null | undefined, value?: Value) => void;

export interface SftpSessionParts {
  readonly sftp: SFTPWrapper;
  readonly host: string;
  /** From the server's first line: `OpenSSH_9.2p1`. */
  readonly serverName: string;
  readonly clock: Clock;
  /** A request is about to be written. */
  readonly onRequest: () => void;
  /** Any answer, to anything. */
  readonly onAnswer: () => void;
}

/** The requests of one SFTP channel. All reject with `SftpRefusal`, with what ended the connection, or with the signal's reason. */
export class SftpSession {
  readonly host: string;
  readonly serverName: string;
  /** It answers requests in the order in which they came, so that the next may be sent before the last is answered. */
  readonly isOrdered: boolean;
  /** Renaming never replaces: it links first (sftp-server.c, process_rename). */
  readonly renameKeepsOthers: boolean;
  readonly largestRequestBytes: number;
  readonly window: WriteWindow;
  readonly #parts: SftpSessionParts;
  readonly #waiting = new Set<(error: UploadError) => void>();
  #ended: UploadError | null = null;

  constructor(parts: SftpSessionParts) {
    const isOpenSsh = parts.serverName.startsWith('OpenSSH');
    this.host = parts.host;
    this.serverName = parts.serverName;
    this.isOrdered = isOpenSsh;
    this.renameKeepsOthers = isOpenSsh;
    this.largestRequestBytes = isOpenSsh ? openSshRequestBytes : usualRequestBytes;
    this.window = new WriteWindow(parts.clock, this.largestRequestBytes);
    this.#parts = parts;
  }

  /** Every request that waits, and every later one, ends with this. */
  end(error: UploadError): void {
    this.#ended ??= error;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const reject of waiting) reject(error);
  }

  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  async stat(path: string, signal: AbortSignal): Promise<RemoteFile> {
    return remoteFileOf(await this.#ask(path, signal, (sftp, answer) => sftp.stat(path, answer)));
  }

  /** Of a link itself. */
  async lstat(path: string, signal: AbortSignal): Promise<RemoteFile> {
    return remoteFileOf(await this.#ask(path, signal, (sftp, answer) => sftp.lstat(path, answer)));
  }

  async fstat(handle: RemoteHandle, signal: AbortSignal): Promise<RemoteFile> {
    return remoteFileOf(await this.#ask('', signal, (sftp, answer) => sftp.fstat(handle, answer)));
  }

  async open(path: string, flags: number, signal: AbortSignal): Promise<RemoteHandle> {
    const opening = this.#send<RemoteHandle>(path, (sftp, answer) => sftp.open(path, flags, answer));
    try {
      return await untilAborted(opening, signal);
    } catch (error) {
      // It may still be opened, for nobody.
      if (signal.aborted) opening.then((handle) => this.closeLater(handle)).catch(() => undefined);
      throw error;
    }
  }

  close(handle: RemoteHandle, signal: AbortSignal): Promise<void> {
    return this.#ask('', signal, (sftp, answer) => sftp.close(handle, answer));
  }

  /** Nobody waits for it. */
  closeLater(handle: RemoteHandle): void {
    this.#send<void>('', (sftp, answer) => sftp.close(handle, answer)).catch(() => undefined);
  }

  /** Copies the bytes before it returns. `offset` counts in the file. Settles whatever signal anybody has. */
  write(handle: RemoteHandle, bytes: Buffer, offset: number): Promise<void> {
    return this.#send('', (sftp, answer) => sftp.write(handle, bytes, 0, bytes.byteLength, offset, answer));
  }

  /** At most `length` bytes from there; null at the end of the file. */
  async read(handle: RemoteHandle, offset: number, length: number, signal: AbortSignal): Promise<Buffer | null> {
    const buffer = Buffer.allocUnsafe(length);
    try {
      const bytesRead = await this.#ask<number>('', signal, (sftp, answer) =>
        sftp.read(handle, buffer, 0, length, offset, (error, count) => answer(error, count)),
      );
      return bytesRead === 0 ? null : buffer.subarray(0, bytesRead);
    } catch (error) {
      if (error instanceof SftpRefusal && error.status === sftpStatus.endOfFile) return null;
      throw error;
    }
  }

  truncate(handle: RemoteHandle, sizeBytes: number, signal: AbortSignal): Promise<void> {
    return this.#ask('', signal, (sftp, answer) => sftp.fsetstat(handle, { size: sizeBytes }, answer));
  }

  /** Sets the time of the content, and the permission bits unless they are null. */
  touch(handle: RemoteHandle, modifiedAtMs: number, mode: number | null, signal: AbortSignal): Promise<void> {
    const seconds = Math.max(0, Math.min(0xffffffff, Math.floor(modifiedAtMs / 1_000)));
    const attributes = { atime: seconds, mtime: seconds, ...(mode === null ? {} : { mode }) };
    return this.#ask('', signal, (sftp, answer) => sftp.fsetstat(handle, attributes, answer));
  }

  mkdir(path: string, signal: AbortSignal): Promise<void> {
    return this.#ask(path, signal, (sftp, answer) => sftp.mkdir(path, answer));
  }

  unlink(path: string, signal: AbortSignal): Promise<void> {
    return this.#ask(path, signal, (sftp, answer) => sftp.unlink(path, answer));
  }

  rename(from: string, to: string, signal: AbortSignal): Promise<void> {
    return this.#ask(to, signal, (sftp, answer) => sftp.rename(from, to, answer));
  }

  openFolder(path: string, signal: AbortSignal): Promise<RemoteHandle> {
    return this.#ask(path, signal, (sftp, answer) => sftp.opendir(path, answer));
  }

  /** The next names of an open folder; null at its end. */
  async readFolder(handle: RemoteHandle, signal: AbortSignal): Promise<readonly NamedRemoteFile[] | null> {
    try {
      const entries = await this.#ask<readonly { readonly filename: string; readonly attrs: Parameters<typeof remoteFileOf>[0] }[]>(
        '',
        signal,
        (sftp, answer) => sftp.readdir(handle as unknown as string, (error, found) => answer(error, found)),
      );
      return entries.map(({ filename, attrs }) => ({ name: filename, ...remoteFileOf(attrs) }));
    } catch (error) {
      if (error instanceof SftpRefusal && error.status === sftpStatus.endOfFile) return null;
      throw error;
    }
  }

  /** posix-rename@openssh.com: replaces what is there. */
  replace(from: string, to: string, signal: AbortSignal): Promise<void> {
    return this.#ask(to, signal, (sftp, answer) => sftp.ext_openssh_rename(from, to, answer));
  }

  /** hardlink@openssh.com */
  link(from: string, to: string, signal: AbortSignal): Promise<void> {
    return this.#ask(to, signal, (sftp, answer) => sftp.ext_openssh_hardlink(from, to, answer));
  }

  /** fsync@openssh.com */
  sync(handle: RemoteHandle, signal: AbortSignal): Promise<void> {
    return this.#ask('', signal, (sftp, answer) => sftp.ext_openssh_fsync(handle, (error) => answer(error)));
  }

  /** statvfs@openssh.com */
  async diskOf(path: string, signal: AbortSignal): Promise<{ readonly freeBytes: number; readonly isReadOnly: boolean }> {
    const facts: unknown = await this.#ask(path, signal, (sftp, answer) => sftp.ext_openssh_statvfs(path, answer));
    const number = (name: string): number =>
      typeof facts === 'object' && facts !== null && name in facts ? Number(Reflect.get(facts, name)) : Number.NaN;
    return { freeBytes: number('f_bavail') * number('f_frsize'), isReadOnly: (number('f_flag') & 1) === 1 };
  }

  #ask<Value>(path: string, signal: AbortSignal, start: (sftp: SFTPWrapper, answer: Answer<Value>) => void): Promise<Value> {
    if (signal.aborted) return Promise.reject(signal.reason);
    return untilAborted(this.#send(path, start), signal);
  }

  #send<Value>(path: string, start: (sftp: SFTPWrapper, answer: Answer<Value>) => void): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== null) {
        reject(this.#ended);
        return;
      }
      this.#waiting.add(reject);
      const answer: Answer<Value> = (error, value) => {
        // The end of the connection says more than what the library makes of it.
        if (!this.#waiting.delete(reject)) return;
        this.#parts.onAnswer();
        if (error) reject(refusalOf(error, path));
        else resolve(value as Value);
      };
      this.#parts.onRequest();
      try {
        start(this.#parts.sftp, answer);
      } catch {
        // What the library throws at once: the server does not offer this extension.
        this.#waiting.delete(reject);
        reject(new SftpRefusal(sftpStatus.unsupported, path, ''));
      }
    });
  }
}

function refusalOf(error: Error, path: string): SftpRefusal {
  const status = 'code' in error && typeof error.code === 'number' ? error.code : sftpStatus.connectionLost;
  return new SftpRefusal(status, path, error.message);
}
