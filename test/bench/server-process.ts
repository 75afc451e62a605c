import { startApacheDav } from '../servers/start-apache-dav.ts';
import { startNginx } from '../servers/start-nginx.ts';
import { startSshd } from '../servers/start-sshd.ts';
import { startSwift } from '../servers/start-swift.ts';
import { startTusServer } from '../servers/start-tus-server.ts';
import { bucketShelf } from './bucket-shelf.ts';
import { farShelf } from './far-shelf.ts';
import type { DirectoryServer } from './folder-shelf.ts';
import { folderShelf } from './folder-shelf.ts';
import type { ServerAnswer, ServerQuestion } from './server-messages.ts';
import type { ServerShelf } from './server-shelf.ts';
import { tusShelf } from './tus-shelf.ts';

// A process of its own, so that what the server uses is not taken for what a client or the bench uses.
async function start(kind: string | undefined): Promise<ServerShelf> {
  switch (kind) {
    case 'nginx':
      return folderShelf((await startNginx()) satisfies DirectoryServer);
    case 'apache':
      return folderShelf((await startApacheDav()) satisfies DirectoryServer);
    case 'tus':
      return tusShelf(await startTusServer());
    case 'swift':
      return bucketShelf(await startSwift());
    case 'sshd': {
      const sshd = await startSshd();
      return folderShelf({ ...sshd, environment: { GANTRY_SSH_KEY: sshd.keyPath } });
    }
    default:
      throw new Error(`there is no server "${kind}"`);
  }
}

function tell(answer: ServerAnswer): void {
  process.send?.(answer);
}

async function answer(shelf: ServerShelf, question: ServerQuestion): Promise<ServerAnswer> {
  switch (question) {
    case 'files':
      return { kind: 'files', files: await shelf.files() };
    case 'clear':
      await shelf.clear();
      return { kind: 'cleared' };
    case 'close':
      await shelf.close();
      return { kind: 'closed' };
  }
}

const failed = (error: unknown): void => tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });

const [kind, roundTripMs = '0'] = process.argv.slice(2);
const starting = start(kind).then((shelf) => (roundTripMs === '0' ? shelf : farShelf(shelf, Number(roundTripMs))));
process.on('message', (question: ServerQuestion) => {
  starting
    .then((shelf) => answer(shelf, question))
    .then(tell)
    .catch(failed);
});
// The bench is gone, in whatever way: nothing of its server stays behind.
process.on('disconnect', () => {
  starting
    .then((shelf) => shelf.close())
    .catch(() => undefined)
    .finally(() => process.exit());
});
starting.then((shelf) => tell({ kind: 'started', url: shelf.url, environment: shelf.environment })).catch(failed);
