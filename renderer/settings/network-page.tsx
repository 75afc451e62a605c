import type { ProxyMode } from '../../shared/settings.ts';
import { CertificateList } from './certificate-list.tsx';
import { ChoiceField } from './choice-field.tsx';
import { linesOf } from './lines-of.ts';
import { ProxySignIn } from './proxy-sign-in.tsx';
import { TextField } from './text-field.tsx';
import { useSection } from './use-section.ts';

const modes: readonly (readonly [ProxyMode, string])[] = [
  ['system', 'As the system'],
  ['none', 'No proxy'],
  ['pac', 'By a PAC file'],
  ['manual', 'By hand'],
];
const orNothing = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The way out of this computer, and whom it trusts there. */
export function NetworkPage() {
  const form = useSection('network');
  const { values, set, problemOf } = form;
  return (
    <>
      <ChoiceField
        label="Proxy"
        value={values.proxy}
        choices={modes}
        hint="For everything that goes by http and https. SFTP goes directly."
        onChange={(proxy) => set({ proxy })}
      />
      {values.proxy === 'manual' ? (
        <>
          <TextField
            label="Address"
            value={values.proxyUrl ?? ''}
            placeholder="http://proxy.example.org:3128"
            problem={problemOf('proxyUrl')}
            onChange={(text) => set({ proxyUrl: orNothing(text) })}
          />
          <TextField
            label="Not for"
            value={values.noProxy.join('\n')}
            isLong
            hint="One on a line: a host and all below it, *.local, 10.0.0.0/8."
            problem={problemOf('noProxy')}
            onChange={(text) => set({ noProxy: linesOf(text) })}
          />
        </>
      ) : null}
      {values.proxy === 'pac' ? (
        <TextField
          label="PAC file"
          value={values.pacUrl ?? ''}
          placeholder="http://wpad.example.org/proxy.pac"
          hint="Only in this window: the terminal cannot read one."
          problem={problemOf('pacUrl')}
          onChange={(text) => set({ pacUrl: orNothing(text) })}
        />
      ) : null}
      {values.proxy === 'none' ? null : (
        <ProxySignIn user={values.proxyUser} problem={problemOf('proxyUser')} onUser={(proxyUser) => set({ proxyUser })} />
      )}
      <h4 className="settings-heading">Authorities</h4>
      <CertificateList authorities={values.certificateAuthorities} onChange={(certificateAuthorities) => set({ certificateAuthorities })} />
    </>
  );
}
