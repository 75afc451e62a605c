import type { ProxyConfig } from 'electron';
import type { NetworkSettings } from '../../../shared/settings.ts';

/** The proxy of the settings as Chromium takes it. */
export function proxyConfigurationOf({ proxy, proxyUrl, pacUrl, noProxy }: NetworkSettings): ProxyConfig {
  switch (proxy) {
    case 'system':
      return { mode: 'system' };
    case 'none':
      return { mode: 'direct' };
    case 'pac':
      return { mode: 'pac_script', pacScript: pacUrl ?? '' };
    case 'manual':
      return { mode: 'fixed_servers', proxyRules: proxyUrl ?? '', proxyBypassRules: noProxy.join(',') };
  }
}
