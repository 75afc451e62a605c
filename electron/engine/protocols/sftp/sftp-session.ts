import type { Buffer } from 'node:buffer';
import type { UploadError } from '../../errors/upload-error.ts';
import type { Clock } from '../../ports.ts';
import { untilAborted } from '../../source/until-aborted.ts';
import type { AnswerReader } from './answer-reader.ts';
import type { NamedRemoteFile, RemoteFile } from './remote-file.ts';
import type { RequestField } from './request-bytes.ts';
import type { DiskFacts } from './sftp-answers.ts';
import { sftpAnswers } from './sftp-answers.ts';
import type { SftpChannel } from './sftp-channel.ts';
import { sftpMessage } from './sftp-message.ts';
import { SftpRefusal, sftpStatus } from './sftp-refusal.ts';
import { WriteWindow } from './write-window.ts';

/** An open file or folder at the server. */
export type RemoteHandle = Buffer;

/** How to open a file (draft-ietf-secsh-filexfer-02, §6.3). */
export const openFlags = { read: 1, write: 2, create: 8, truncate: 16 } as const;

/** What OpenSSH takes in one request, below its 255 KiB; others are promised no more than 32 KiB. */
const openSshRequestBytes = 252 * 1024;
const usualRequestBytes = 31 * 1024;

const noAttributes = 0;
/** draft-ietf-secsh-filexfer-02, §5 */
const attributeFlags = { size: 1, mode: 4, times: 8 } as const;

export interface SftpSessionParts {
  readonly channel: SftpChannel;
  readonly host: string;
  /** From the server's first line: `OpenSSH_9.2p1`. */
  readonly serverName: string;
  readonly clock: Clock;
  /** Any answer, to anything. */
  readonly onAnswer: () => void;
}

/** What is asked, and what its answer is read with. */
interface Question<Value> {
  /** What it is about, for words to people. */
  readonly path?: string;
  readonly type: number;
  readonly fields: readonly RequestField[];
  readonly data?: Buffer;
  /** The kind of answer that is no status, and how to read it; without it a status says all. */
  readonly answer?: readonly [type: number, read: (answer: AnswerReader) => Value];
  /** What to answer in place of a refusal with this status. */
  readonly otherwise?: readonly [status: number, value: Value];
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

  stat(path: string, signal: AbortSignal): Promise<RemoteFile> {
    return this.#ask({ path, type: sftpMessage.stat, fields: [path], answer: sftpAnswers.file }, signal);
  }

  /** Of a link itself; null: nothing has that name. */
  find(path: string, signal: AbortSignal): Promise<RemoteFile | null> {
    const otherwise = [sftpStatus.noSuchFile, null] as const;
    return this.#ask<RemoteFile | null>({ path, type: sftpMessage.lstat, fields: [path], answer: sftpAnswers.file, otherwise }, signal);
  }

  fstat(handle: RemoteHandle, signal: AbortSignal): Promise<RemoteFile> {
    return this.#ask({ type: sftpMessage.fstat, fields: [handle], answer: sftpAnswers.file }, signal);
  }

  async open(path: string, flags: number, signal: AbortSignal): Promise<RemoteHandle> {
    const opening = this.#send({ path, type: sftpMessage.open, fields: [path, flags, noAttributes], answer: sftpAnswers.handle });
    try {
      return await untilAborted(opening, signal);
    } catch (error) {
      // It may still be opened, for nobody.
      if (signal.aborted) opening.then((handle) => this.closeLater(handle)).catch(() => undefined);
      throw error;
    }
  }

  close(handle: RemoteHandle, signal: AbortSignal): Promise<void> {
    return this.#ask({ type: sftpMessage.close, fields: [handle] }, signal);
  }

  /** Nobody waits for it. */
  closeLater(handle: RemoteHandle): void {
    this.#send({ type: sftpMessage.close, fields: [handle] }).catch(() => undefined);
  }

  /** `offset` counts in the file. Settles whatever signal anybody has; nobody may change the bytes until it resolves. */
  write(handle: RemoteHandle, bytes: Buffer, offset: number): Promise<void> {
    return this.#send({ type: sftpMessage.write, fields: [handle, BigInt(offset)], data: bytes });
  }

  /** At most `length` bytes from there; null at the end of the file. */
  async read(handle: RemoteHandle, offset: number, length: number, signal: AbortSignal): Promise<Buffer | null> {
    const fields = [handle, BigInt(offset), length];
    const otherwise = [sftpStatus.endOfFile, null] as const;
    const bytes = await this.#ask<Buffer | null>({ type: sftpMessage.read, fields, answer: sftpAnswers.data, otherwise }, signal);
    return bytes === null || bytes.byteLength === 0 ? null : bytes.subarray(0, length);
  }

  truncate(handle: RemoteHandle, sizeBytes: number, signal: AbortSignal): Promise<void> {
    return this.#ask({ type: sftpMessage.fsetstat, fields: [handle, attributeFlags.size, BigInt(sizeBytes)] }, signal);
  }

  /** Sets the time of the content, and the permission bits unless they are null. */
  touch(handle: RemoteHandle, modifiedAtMs: number, mode: number | null, signal: AbortSignal): Promise<void> {
    const seconds = Math.max(0, Math.min(0xffffffff, Math.floor(modifiedAtMs / 1_000)));
    const flags = attributeFlags.times | (mode === null ? 0 : attributeFlags.mode);
    const fields = [handle, flags, ...(mode === null ? [] : [mode]), seconds, seconds];
    return this.#ask({ type: sftpMessage.fsetstat, fields }, signal);
  }

  mkdir(path: string, signal: AbortSignal): Promise<void> {
    return this.#ask({ path, type: sftpMessage.mkdir, fields: [path, noAttributes] }, signal);
  }

  unlink(path: string, signal: AbortSignal): Promise<void> {
    return this.#ask({ path, type: sftpMessage.remove, fields: [path] }, signal);
  }

  rename(from: string, to: string, signal: AbortSignal): Promise<void> {
    return this.#ask({ path: to, type: sftpMessage.rename, fields: [from, to] }, signal);
  }

  openFolder(path: string, signal: AbortSignal): Promise<RemoteHandle> {
    return this.#ask({ path, type: sftpMessage.openFolder, fields: [path], answer: sftpAnswers.handle }, signal);
  }

  /** The next names of an open folder; null at its end. */
  readFolder(handle: RemoteHandle, signal: AbortSignal): Promise<readonly NamedRemoteFile[] | null> {
    const otherwise = [sftpStatus.endOfFile, null] as const;
    return this.#ask<readonly NamedRemoteFile[] | null>(
      { type: sftpMessage.readFolder, fields: [handle], answer: sftpAnswers.names, otherwise },
      signal,
    );
  }

  /** posix-rename@openssh.com: replaces what is there. */
  replace(from: string, to: string, signal: AbortSignal): Promise<void> {
    return this.#extended('posix-rename@openssh.com', '1', { path: to, fields: [from, to] }, signal);
  }

  /** hardlink@openssh.com */
  link(from: string, to: string, signal: AbortSignal): Promise<void> {
    return this.#extended('hardlink@openssh.com', '1', { path: to, fields: [from, to] }, signal);
  }

  /** fsync@openssh.com */
  sync(handle: RemoteHandle, signal: AbortSignal): Promise<void> {
    return this.#extended('fsync@openssh.com', '1', { fields: [handle] }, signal);
  }

  /** statvfs@openssh.com */
  diskOf(path: string, signal: AbortSignal): Promise<DiskFacts> {
    return this.#extended('statvfs@openssh.com', '2', { path, fields: [path], answer: sftpAnswers.disk }, signal);
  }

  #extended<Value>(name: string, version: string, question: Omit<Question<Value>, 'type'>, signal: AbortSignal): Promise<Value> {
    const { path = '', fields } = question;
    if (!this.#parts.channel.offers(name, version)) return Promise.reject(new SftpRefusal(sftpStatus.unsupported, path, ''));
    return this.#ask({ ...question, type: sftpMessage.extended, fields: [name, ...fields] }, signal);
  }

  #ask<Value>(question: Question<Value>, signal: AbortSignal): Promise<Value> {
    if (signal.aborted) return Promise.reject(signal.reason);
    return untilAborted(this.#send(question), signal);
  }

  #send<Value>({ path = '', type, fields, data, answer, otherwise }: Question<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== null) {
        reject(this.#ended);
        return;
      }
      this.#waiting.add(reject);
      this.#parts.channel.ask(type, fields, data ?? null, (answered, content) => {
        // The end of the connection says more than what comes after it.
        if (!this.#waiting.has(reject)) return;
        this.#parts.onAnswer();
        // What cannot be read throws, and the connection ends for all who wait, with this one among them.
        const value = answered === answer?.[0] ? answer[1](content) : undefined;
        const status = answered === sftpMessage.status ? content.uint32() : sftpStatus.badMessage;
        const said = answered === sftpMessage.status && !content.isAtEnd ? content.text() : '';
        this.#waiting.delete(reject);
        if (answered === answer?.[0]) resolve(value as Value);
        else if (status === otherwise?.[0]) resolve(otherwise[1]);
        // Where something else was asked for than a status, "yes" is no answer.
        else if (status === sftpStatus.ok && answer === undefined) resolve(undefined as Value);
        else reject(new SftpRefusal(status === sftpStatus.ok ? sftpStatus.badMessage : status, path, said));
      });
    });
  }
}
