import type { NetworkSettings } from '../../../shared/settings.ts';
import { formatMinute } from '../../../shared/text/format-minute.ts';
import { certificateFactsOf } from '../../host/settings/certificate-facts-of.ts';
import { quoted } from './quoted.ts';
import type { NamedSteps, Step, StepsOf } from './step.ts';

const named = (text: string | null): string => (text === null ? 'none' : quoted(text));

function wayOf({ proxy, proxyUrl, pacUrl }: NetworkSettings): string {
  switch (proxy) {
    case 'system':
      return 'Use the proxy of this system';
    case 'none':
      return 'Send everything directly, without a proxy';
    case 'pac':
      return `Let the PAC file ${named(pacUrl)} choose the proxy`;
    case 'manual':
      return `Send everything through the proxy ${named(proxyUrl)}`;
  }
}

const way: StepsOf = (_before, { network }, changed) => {
  const isOther =
    changed.has('network.proxy') ||
    (changed.has('network.proxyUrl') && network.proxy === 'manual') ||
    (changed.has('network.pacUrl') && network.proxy === 'pac');
  return [
    ...(isOther ? [{ what: wayOf(network), details: [], yes: 'Use it' }] : []),
    ...keptForLater('proxy address', network.proxyUrl, changed.has('network.proxyUrl') && network.proxy !== 'manual'),
    ...keptForLater('PAC file', network.pacUrl, changed.has('network.pacUrl') && network.proxy !== 'pac'),
  ];
};

function keptForLater(what: string, value: string | null, isChanged: boolean): readonly Step[] {
  if (!isChanged) return [];
  return [{ what: value === null ? `Forget the ${what}` : `Remember the ${what} ${named(value)}`, details: [], yes: 'Change it' }];
}

const signIn: StepsOf = (_before, { network: { proxyUser } }, changed) =>
  changed.has('network.proxyUser')
    ? [{ what: proxyUser === null ? 'Sign in at no proxy' : `Sign in at the proxy as ${named(proxyUser)}`, details: [], yes: 'Change it' }]
    : [];

const bypass: StepsOf = (_before, { network: { noProxy } }, changed) =>
  changed.has('network.noProxy')
    ? [
        {
          what: noProxy.length === 0 ? 'Send everything through a manual proxy' : 'Reach these without a manual proxy',
          details: noProxy.length === 0 ? [] : [noProxy.map(quoted).join(', ')],
          yes: 'Change it',
        },
      ]
    : [];

const trust: StepsOf = ({ network: { certificateAuthorities: old } }, { network: { certificateAuthorities: next } }, changed) => {
  if (!changed.has('network.certificateAuthorities')) return [];
  const steps = [
    ...next.filter((pem) => !old.includes(pem)).map((pem) => trustStep('Trust the authority', pem, 'Trust it')),
    ...old.filter((pem) => !next.includes(pem)).map((pem) => trustStep('No longer trust the authority', pem, 'Remove it')),
  ];
  // Only their order: nobody else is trusted by it.
  return steps.length > 0 ? steps : [{ what: 'Reorder the trusted authorities', details: [], yes: 'Reorder' }];
};

function trustStep(what: string, pem: string, yes: string): Step {
  const facts = certificateFactsOf(pem);
  if (facts === null) return { what: `${what} in a certificate that cannot be read`, details: [], yes };
  return {
    what: `${what} ${named(facts.subject)}`,
    details: [`Valid until ${formatMinute(facts.validUntil)}. SHA-256 ${facts.fingerprint}`],
    yes,
  };
}

export const networkSteps: readonly NamedSteps[] = [
  { names: ['network.proxy', 'network.proxyUrl', 'network.pacUrl'], stepsOf: way },
  { names: ['network.proxyUser'], stepsOf: signIn },
  { names: ['network.noProxy'], stepsOf: bypass },
  { names: ['network.certificateAuthorities'], stepsOf: trust },
];
