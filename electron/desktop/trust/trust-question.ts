import type { HostKeyChange } from '../../../shared/host-key-change.ts';
import { say } from '../../../shared/language/say.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import type { YesNoQuestion } from '../settings/ask-yes-no.ts';
import { quoted } from '../settings/quoted.ts';

/** Whether a host key counts from now on, in place of those that were known. `asker`: who wants it, the window's page or a program at the local socket. */
export function trustQuestion({ host, known, presented }: HostKeyChange, asker: 'page' | 'program'): YesNoQuestion {
  const now = say('Now: {fingerprint}', { fingerprint: visibleText(presented) });
  const before = known.map((fingerprint) => say('Before: {fingerprint}', { fingerprint: visibleText(fingerprint) }));
  const advice = say('Ask whoever runs this server for its fingerprint, and compare. It may be another one that listens in.');
  return {
    title: say('Trust the host key that {host} shows?', { host: quoted(host) }),
    detail: [...before, now, '', ...(asker === 'page' ? [] : [byProgram()]), advice].join('\n'),
    yes: say('Trust this key'),
  };
}

function byProgram(): string {
  return say('A program on this computer asks for it, as “gantry destinations trust” does. Say no if you have started none.');
}
