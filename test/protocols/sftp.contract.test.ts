import { describe, expect, it } from 'vitest';
import { canInteroperate, noInterop } from '../servers/can-interoperate.ts';
import { hasProgram } from '../servers/has-program.ts';
import { missingProgram } from '../servers/missing-program.ts';
import { startRcloneSftp } from '../servers/start-rclone-sftp.ts';
import { startSshd } from '../servers/start-sshd.ts';
import { testChangedSource } from './contract/changed-source.ts';
import { testDelivery } from './contract/delivery.ts';
import { testOnTheLine } from './contract/on-the-line.ts';
import type { SettingContract } from './contract/setting.ts';
import { settingFor } from './contract/setting.ts';
import { storedIn } from './stored-in.ts';

interface SftpServerFacts {
  readonly canWriteOn: boolean;
  readonly largeFileBytes: number;
}

/** The contract as far as it has a meaning over a line that nobody can listen in on. */
function describeSftp(name: string, start: SettingContract['start'], { canWriteOn, largeFileBytes }: SftpServerFacts): void {
  describe(name, () => {
    const at = settingFor({ kind: 'sftp', isHttp: false, start });
    it('says of itself what is known before it is made', () => {
      expect(at.protocol.isResumable).toBe(at.isResumable);
    });
    testDelivery({ verified: 'content', largeFileBytes, ...(canWriteOn ? {} : { keepsName: (name) => !/\p{Cc}/u.test(name) }) }, at);
    testChangedSource(at);
    testOnTheLine(at, { canWriteOn });
  });
}

const mebibyte = 1024 * 1024;

describe.skipIf(!hasProgram('sshd'))(`sftp ${missingProgram('sshd') ?? ''}`, () => {
  describeSftp(
    'at OpenSSH',
    async () => {
      const server = await startSshd();
      return { ...storedIn(server), credentials: server.credentials };
    },
    { canWriteOn: true, largeFileBytes: (canInteroperate() ? 512 : 96) * mebibyte },
  );
});

describe.skipIf(!canInteroperate() || !hasProgram('rclone'))(`sftp ${noInterop('rclone') ?? ''}`, () => {
  describeSftp(
    'at rclone',
    async () => {
      const server = await startRcloneSftp();
      const { stored, ...rest } = storedIn(server);
      return {
        ...rest,
        credentials: server.credentials,
        // It puts what it has taken into its folder a moment later.
        stored: async (relativePath) => {
          for (let look = 0; look < 10 && (await stored(relativePath)) === null; look += 1)
            await new Promise((done) => setTimeout(done, 100));
          return await stored(relativePath);
        },
      };
    },
    { canWriteOn: false, largeFileBytes: 192 * mebibyte },
  );
});
