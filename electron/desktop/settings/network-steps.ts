import { say } from '../../../shared/language/say.ts';
import type { PlainText } from '../../../shared/language/text.ts';
import type { NetworkSettings } from '../../../shared/settings.ts';
import { formatMinute } from '../../../shared/text/format-minute.ts';
import { certificateFactsOf } from '../../host/settings/certificate-facts-of.ts';
import { quoted } from './quoted.ts';
import type { NamedSteps, Step, StepsOf } from './step.ts';

const named = (text: string | null): string => (text === null ? say('none|address') : quoted(text));

function wayOf({ proxy, proxyUrl, pacUrl }: NetworkSettings): string {
  switch (proxy) {
    case 'system':
      return say('Use the proxy of this system');
    case 'none':
      return say('Send everything directly, without a proxy');
    case 'pac':
      return say('Let the PAC file {address} choose the proxy', { address: named(pacUrl) });
    case 'manual':
      return say('Send everything through the proxy {address}', { address: named(proxyUrl) });
  }
}

const way: StepsOf = (_before, { network }, changed) => {
  const isOther =
    changed.has('network.proxy') ||
    (changed.has('network.proxyUrl') && network.proxy === 'manual') ||
    (changed.has('network.pacUrl') && network.proxy === 'pac');
  const { proxyUrl, pacUrl } = network;
  return [
    ...(isOther ? [{ what: wayOf(network), details: [], yes: say('Use it') }] : []),
    ...(changed.has('network.proxyUrl') && network.proxy !== 'manual'
      ? changeStep(
          proxyUrl === null ? say('Forget the proxy address') : say('Remember the proxy address {address}', { address: named(proxyUrl) }),
        )
      : []),
    ...(changed.has('network.pacUrl') && network.proxy !== 'pac'
      ? changeStep(pacUrl === null ? say('Forget the PAC file') : say('Remember the PAC file {address}', { address: named(pacUrl) }))
      : []),
  ];
};

function changeStep(what: string, details: readonly string[] = []): readonly Step[] {
  return [{ what, details, yes: say('Change it') }];
}

const signIn: StepsOf = (_before, { network: { proxyUser } }, changed) =>
  changed.has('network.proxyUser')
    ? changeStep(proxyUser === null ? say('Sign in at no proxy') : say('Sign in at the proxy as {user}', { user: named(proxyUser) }))
    : [];

const bypass: StepsOf = (_before, { network: { noProxy } }, changed) =>
  changed.has('network.noProxy')
    ? noProxy.length === 0
      ? changeStep(say('Send everything through a manual proxy'))
      : changeStep(say('Reach these without a manual proxy'), [noProxy.map(quoted).join(', ')])
    : [];

const trust: StepsOf = ({ network: { certificateAuthorities: old } }, { network: { certificateAuthorities: next } }, changed) => {
  if (!changed.has('network.certificateAuthorities')) return [];
  const steps = [
    ...next.filter((pem) => !old.includes(pem)).map((pem) => trustStep(trusted, pem)),
    ...old.filter((pem) => !next.includes(pem)).map((pem) => trustStep(untrusted, pem)),
  ];
  // Only their order: nobody else is trusted by it.
  return steps.length > 0 ? steps : [{ what: say('Reorder the trusted authorities'), details: [], yes: say('Reorder') }];
};

interface TrustTexts {
  readonly what: 'Trust the authority {name}' | 'No longer trust the authority {name}';
  readonly ofUnreadable: PlainText;
  readonly yes: PlainText;
}

const trusted: TrustTexts = {
  what: 'Trust the authority {name}',
  ofUnreadable: 'Trust the authority in a certificate that cannot be read',
  yes: 'Trust it',
};
const untrusted: TrustTexts = {
  what: 'No longer trust the authority {name}',
  ofUnreadable: 'No longer trust the authority in a certificate that cannot be read',
  yes: 'Remove it',
};

function trustStep({ what, ofUnreadable, yes }: TrustTexts, pem: string): Step {
  const facts = certificateFactsOf(pem);
  if (facts === null) return { what: say(ofUnreadable), details: [], yes: say(yes) };
  return {
    what: say(what, { name: named(facts.subject) }),
    details: [say('Valid until {time}. SHA-256 {fingerprint}', { time: formatMinute(facts.validUntil), fingerprint: facts.fingerprint })],
    yes: say(yes),
  };
}

export const networkSteps: readonly NamedSteps[] = [
  { names: ['network.proxy', 'network.proxyUrl', 'network.pacUrl'], stepsOf: way },
  { names: ['network.proxyUser'], stepsOf: signIn },
  { names: ['network.noProxy'], stepsOf: bypass },
  { names: ['network.certificateAuthorities'], stepsOf: trust },
];
