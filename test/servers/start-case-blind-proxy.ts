import type { PathProxy } from './parts/start-path-proxy.ts';
import { startPathProxy } from './parts/start-path-proxy.ts';

/** Makes of a server one that does not tell capital letters from small ones, as on Windows and macOS: every name reaches it in small letters. */
export function startCaseBlindProxy(targetUrl: string): Promise<PathProxy> {
  return startPathProxy(targetUrl, (path) => encodeURI(decodeURI(path).toLowerCase()));
}
