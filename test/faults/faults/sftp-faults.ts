import type { Credentials } from '../../../electron/engine/ports.ts';
import { startPutRecorder } from '../../servers/start-put-recorder.ts';
import { startSshd } from '../../servers/start-sshd.ts';
import type { Fault } from '../fault.ts';
import { fails } from '../fault.ts';
import type { Scene } from '../scene.ts';

const nobody: Credentials = { kind: 'ssh', user: 'no-one', password: 'wrong', privateKey: null, passphrase: null, agent: null };

/** Another server at the same address. */
function elsewhere(start: () => Promise<{ readonly url: string; close(): Promise<void> }>): Fault['begin'] {
  return async ({ tcp, server }: Scene) => {
    const other = await start();
    tcp.setTarget(other.url);
    return async () => {
      tcp.killConnections();
      tcp.setTarget(server.url);
      await other.close();
    };
  };
}

/** What only a server of SSH can do. */
export const sftpFaults: readonly Fault[] = [
  {
    name: 'Another host key than before',
    note: 'Nothing is signed in with, and nothing sent. Resume looks again; `gantry destinations trust` takes the new key.',
    only: ['sftp'],
    isOfTheLine: true,
    begin: elsewhere(() => startSshd()),
    staying: { usual: { kind: 'waits', reason: 'not-trusted', code: 'host-key-changed', after: 'resume' } },
  },
  {
    name: 'The sign-in is refused',
    only: ['sftp'],
    isOfTheLine: true,
    begin: ({ giveCredentials }) => {
      giveCredentials(nobody);
      return () => giveCredentials(null);
    },
    staying: { usual: { kind: 'waits', reason: 'sign-in', code: 'sign-in-refused', after: 'resume' } },
  },
  {
    name: 'Something else than SSH answers',
    note: 'A web server.',
    only: ['sftp'],
    isOfTheLine: true,
    begin: elsewhere(() => startPutRecorder()),
    staying: { usual: fails('wrong-protocol') },
  },
  {
    name: 'The connection is cut again and again',
    note: 'After 512 KiB each time, with a file of 6 MiB: what has arrived stays, and costs no try.',
    only: ['sftp'],
    isOfTheLine: true,
    sizeBytes: 6 * 1024 * 1024,
    begin: async ({ tcp }) => {
      await tcp.set({ cutAfterBytes: 512 * 1024 });
      return () => tcp.set({ cutAfterBytes: 0 });
    },
    staying: { usual: { kind: 'arrives' } },
  },
];
