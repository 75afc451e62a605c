import { existsSync } from 'node:fs';
import { hasProgram } from '../has-program.ts';

/** Where Debian and most others keep it; a program of its own can be given a library to load first. */
export const sftpServerPath = '/usr/lib/openssh/sftp-server';

/** A quota needs an OpenSSH whose SFTP server is a program of its own, and a C compiler (Debian: gcc libc6-dev). */
export function canLimitWrites(): boolean {
  return (
    process.platform === 'linux' &&
    hasProgram('cc') &&
    hasProgram('sshd') &&
    existsSync(sftpServerPath) &&
    existsSync('/usr/include/gnu-versions.h')
  );
}
