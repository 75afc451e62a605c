import { say } from '../../shared/language/say.ts';
import type { PlainText } from '../../shared/language/text.ts';
import type { ProxyMode } from '../../shared/settings.ts';
import { CertificateList } from './certificate-list.tsx';
import { ChoiceField } from './choice-field.tsx';
import { linesOf } from './lines-of.ts';
import { ProxySignIn } from './proxy-sign-in.tsx';
import { TextField } from './text-field.tsx';
import { textOrNull } from './text-or-null.ts';
import { useSection } from './use-section.ts';
import { withoutDefault } from './without-default.ts';

const modes: readonly (readonly [ProxyMode, PlainText])[] = [
  ['system', 'As the system'],
  ['none', 'No proxy'],
  ['pac', 'By a PAC file'],
  ['manual', 'By hand'],
];

const onlyHttp: PlainText = 'For what goes by http and https. SFTP goes directly: only a proxy that is named by hand takes it too.';
const proxyHints: Readonly<Record<ProxyMode, PlainText>> = {
  system: onlyHttp,
  none: 'Everything goes directly.',
  pac: onlyHttp,
  manual: 'For everything, SFTP too: the proxy must let its port through. Gantry does not speak SOCKS.',
};

/** The way out of this computer, and whom it trusts there. */
export function NetworkPage() {
  const { values, set, stateOf } = useSection('network');
  return (
    <>
      <p className="settings-words">{say('Each change on this page holds once you said yes in a box of your system.')}</p>
      <ChoiceField
        label={say('Proxy')}
        value={values.proxy}
        choices={modes.map(([mode, words]) => [mode, say(words)] as const)}
        hint={say(proxyHints[values.proxy])}
        state={stateOf('proxy')}
        onChange={(proxy) => set({ proxy })}
      />
      {values.proxy === 'manual' ? (
        <>
          <TextField
            label={say('Address')}
            value={values.proxyUrl ?? ''}
            placeholder="http://proxy.example.org:3128"
            state={withoutDefault(stateOf('proxyUrl'))}
            onChange={(text) => set({ proxyUrl: textOrNull(text) })}
          />
          <TextField
            label={say('Not for')}
            value={values.noProxy.join('\n')}
            isLong
            hint={say('One on a line: a host and all below it, *.local, 10.0.0.0/8.')}
            state={stateOf('noProxy')}
            onChange={(text) => set({ noProxy: linesOf(text) })}
          />
          <ProxySignIn
            user={values.proxyUser}
            isUsable={values.proxyUrl !== null && stateOf('proxyUrl').problem === null}
            state={stateOf('proxyUser')}
            onUser={(proxyUser) => set({ proxyUser })}
          />
        </>
      ) : null}
      {values.proxy === 'pac' ? (
        <TextField
          label={say('PAC file')}
          value={values.pacUrl ?? ''}
          placeholder="http://wpad.example.org/proxy.pac"
          hint={say('Only in this window: the terminal cannot read one.')}
          state={withoutDefault(stateOf('pacUrl'))}
          onChange={(text) => set({ pacUrl: textOrNull(text) })}
        />
      ) : null}
      <h4 className="settings-heading">{say('Certificate authorities')}</h4>
      <CertificateList />
    </>
  );
}
