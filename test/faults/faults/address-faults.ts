import type { Certificate } from '../../servers/start-http-fault-proxy.ts';
import type { Authority } from '../authority.ts';
import type { Fault } from '../fault.ts';
import { fails, waits } from '../fault.ts';
import { answerName } from '../name-server.ts';
import { toEverything } from '../rule-of.ts';

/** The way to the server: its name, its certificate, and where it sends us. */
export const addressFaults: readonly Fault[] = [
  ...(
    [
      ['The name is not known (ENOTFOUND)', 'ENOTFOUND', false],
      ['The name server does not answer (EAI_AGAIN)', 'EAI_AGAIN', true],
    ] as const
  ).map(
    ([name, code, isLikeAnother]): Fault => ({
      name,
      isLikeAnother,
      isOfTheLine: true,
      line: 'named',
      begin: ({ hostName }) => {
        answerName(hostName, code);
        return () => answerName(hostName, '127.0.0.1');
      },
      staying: { usual: waits('destination-unreachable', 'host-not-found') },
    }),
  ),
  withCertificate('The certificate has expired', (authority) => authority.expired),
  withCertificate('The certificate is signed by itself', (authority) => authority.selfSigned),
  withCertificate('The certificate is for another name', (authority) => authority.wrongName),
  {
    name: 'A redirect in a circle',
    begin: toEverything(({ protocol }) => ({
      kind: 'answer',
      status: 307,
      headers: { Location: protocol.kind === 'post' ? '/upload' : '/files/' },
    })),
    staying: { usual: fails('redirect-refused') },
  },
  {
    name: 'A redirect to another server',
    note: 'Nothing is sent there, neither bytes nor a sign-in.',
    begin: toEverything({ kind: 'answer', status: 308, headers: { Location: 'http://elsewhere.example/in/' } }),
    staying: { usual: fails('redirect-refused') },
  },
];

function withCertificate(name: string, certificateOf: (authority: Authority) => Certificate): Fault {
  return {
    name,
    line: 'secure',
    begin: ({ authority, http }) => {
      if (authority === null) throw new Error('only over TLS');
      http.setCertificate(certificateOf(authority));
      return () => http.setCertificate(authority.good);
    },
    staying: { usual: waits('not-trusted', 'certificate-refused') },
  };
}
