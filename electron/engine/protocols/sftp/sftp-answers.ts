import { Buffer } from 'node:buffer';
import type { AnswerReader } from './answer-reader.ts';
import type { NamedRemoteFile, RemoteFile } from './remote-file.ts';
import { remoteFileOf } from './remote-file.ts';
import { sftpMessage } from './sftp-message.ts';

export interface DiskFacts {
  readonly freeBytes: number;
  /** There is room in its table of files for one more. */
  readonly hasFreeFiles: boolean;
  readonly isReadOnly: boolean;
}

/** The kinds of answers that say more than a status: the message, and how to read what is in it. */
export const sftpAnswers = {
  handle: [sftpMessage.handle, (answer: AnswerReader): Buffer => Buffer.from(answer.bytes())],
  file: [sftpMessage.attributes, (answer: AnswerReader): RemoteFile => remoteFileOf(answer.attributes())],
  data: [sftpMessage.data, (answer: AnswerReader): Buffer => answer.bytes()],
  names: [sftpMessage.name, namesIn],
  disk: [sftpMessage.extendedReply, diskIn],
} as const;

function namesIn(answer: AnswerReader): readonly NamedRemoteFile[] {
  const count = answer.uint32();
  const files: NamedRemoteFile[] = [];
  for (let index = 0; index < count; index++) {
    const name = answer.text();
    // The same once more, as `ls -l` would show it.
    answer.bytes();
    files.push({ name, ...remoteFileOf(answer.attributes()) });
  }
  return files;
}

/** The eleven numbers of statvfs@openssh.com, version 2 (OpenSSH, PROTOCOL, §4.4). */
function diskIn(answer: AnswerReader): DiskFacts {
  const numbers = Array.from({ length: 11 }, () => answer.uint64());
  const [, fragmentBytes = 0, , , availableFragments = 0, files = 0, , availableFiles = 0, , flags = 0] = numbers;
  // File systems that do not count their files say 0 of 0.
  const hasFreeFiles = files === 0 || availableFiles > 0;
  return { freeBytes: availableFragments * fragmentBytes, hasFreeFiles, isReadOnly: (flags & 1) === 1 };
}
