import { describe } from 'vitest';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { startRcloneDav } from '../../servers/start-rclone-dav.ts';
import { startSshd } from '../../servers/start-sshd.ts';
import { davServer } from './dav-server.ts';
import { meetsWhatIsThere } from './meets-what-is-there.ts';
import type { PreflightServer } from './preflight-scene.ts';
import { fileCount, inFolder } from './preflight-scene.ts';

async function sftp(): Promise<PreflightServer> {
  const server = await startSshd();
  const { url, credentials } = server;
  return { kind: 'sftp', url, credentials, ...inFolder(server.directory), questions: () => null, close: () => server.close() };
}

const servers = [
  ['rclone', 'WebDAV', () => davServer(startRcloneDav)],
  ['sshd', 'SFTP', sftp],
] as const;

describe.each(servers)(`${fileCount} files meet what is at %s by %s`, (program, _kind, start) => {
  describe.skipIf(!hasProgram(program))(missingProgram(program) ?? 'already', () => meetsWhatIsThere(start));
});
