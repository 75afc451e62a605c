import type { Session } from 'electron';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { Clock } from '../engine/ports.ts';
import type { ProxyHop } from '../host/outbound/proxy-list.ts';
import { proxyListOf } from '../host/outbound/proxy-list.ts';
import type { KeptSettings } from '../requests/kept-settings.ts';

/** As long as an answer counts: asking costs about a millisecond, and small files make hundreds of requests a second. */
const countsMs = 5_000;

/** The part of Electron's session that is used here. */
export type ProxySession = Pick<Session, 'setProxy' | 'resolveProxy'>;

/** The proxies that the system names, or a PAC file, which the browser runs in its own closed room. */
export function createSystemProxies(
  session: ProxySession,
  settings: Pick<KeptSettings, 'current'>,
  clock: Pick<Clock, 'monotonicNow'>,
): (url: URL, mode: 'system' | 'pac') => Promise<readonly ProxyHop[]> {
  let set: { readonly key: string; readonly done: Promise<void> } | null = null;
  const known = new Map<string, { readonly hops: readonly ProxyHop[]; readonly until: number }>();
  return async (url, mode) => {
    const { pacUrl } = settings.current().network;
    const key = mode === 'pac' ? (pacUrl ?? '') : '';
    if (set?.key !== key) known.clear();
    const answer = known.get(url.origin);
    if (answer !== undefined && clock.monotonicNow() < answer.until) return answer.hops;
    const asked =
      set?.key === key ? set : { key, done: session.setProxy(key === '' ? { mode: 'system' } : { mode: 'pac_script', pacScript: key }) };
    set = asked;
    try {
      await asked.done;
      // Nothing of a path or a query is for a PAC file of somebody else's.
      const hops = proxyListOf(await session.resolveProxy(`${url.origin}/`));
      // One that was asked for before another PAC file was set may be the old one's.
      if (set === asked) known.set(url.origin, { hops, until: clock.monotonicNow() + countsMs });
      return hops;
    } catch (cause) {
      if (set === asked) set = null;
      throw new UploadError('proxy-unreachable', { details: { reason: mode }, cause });
    }
  };
}
