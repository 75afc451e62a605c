import { startHttpFaultProxy } from '../../servers/start-http-fault-proxy.ts';
import type { startRcloneDav } from '../../servers/start-rclone-dav.ts';
import type { PreflightServer } from './preflight-scene.ts';
import { inFolder } from './preflight-scene.ts';

/** Any server that speaks WebDAV and keeps its files in a folder. */
export async function davServer(start: () => ReturnType<typeof startRcloneDav>): Promise<PreflightServer> {
  const server = await start();
  const line = await startHttpFaultProxy(server.url);
  return {
    kind: 'dav',
    url: `dav+${line.url}`,
    credentials: { kind: 'none' },
    ...inFolder(server.directory),
    questions: () => line.requests().filter(({ method }) => method === 'PROPFIND').length,
    close: async () => {
      await line.close();
      await server.close();
    },
  };
}
