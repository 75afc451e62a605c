import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import tls from 'node:tls';
import { promisify } from 'node:util';
import { temporaryDirectory } from '../fakes/temporary-directory.ts';
import type { Certificate } from '../servers/start-http-fault-proxy.ts';

/** A certificate authority of this run, and what servers may show for 127.0.0.1. */
export interface Authority {
  readonly good: Certificate;
  readonly expired: Certificate;
  readonly wrongName: Certificate;
  readonly selfSigned: Certificate;
}

const run = promisify(execFile);
const subject = '/CN=127.0.0.1';

/** Makes it with openssl, and has this process trust it as if the system did. */
export async function makeAuthority(): Promise<Authority> {
  const home = await temporaryDirectory();
  const at = (name: string): string => join(home.path, name);
  const openssl = (...words: readonly string[]) => run('openssl', [...words], { cwd: home.path });
  try {
    await openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=Gantry test authority',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
    );
    await openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', subject, '-keyout', 'server.key', '-out', 'server.csr');
    const key = await readFile(at('server.key'), 'utf8');
    const signed = async (name: string, alternativeName: string, ...validity: readonly string[]): Promise<Certificate> => {
      await writeFile(at(`${name}.ext`), `subjectAltName=${alternativeName}\n`);
      const from = ['-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', `${name}.ext`];
      await openssl('x509', '-req', ...from, ...validity, '-out', `${name}.pem`);
      return { key, cert: await readFile(at(`${name}.pem`), 'utf8') };
    };
    const good = await signed('good', 'IP:127.0.0.1', '-days', '2');
    const expired = await signed('expired', 'IP:127.0.0.1', '-days', '-1');
    const wrongName = await signed('wrong-name', 'DNS:elsewhere.example', '-days', '2');
    await openssl(
      'req',
      '-x509',
      '-key',
      'server.key',
      '-days',
      '2',
      '-subj',
      subject,
      '-addext',
      'subjectAltName=IP:127.0.0.1',
      '-out',
      'self.pem',
    );
    const selfSigned = { key, cert: await readFile(at('self.pem'), 'utf8') };
    trust(await readFile(at('ca.pem'), 'utf8'));
    return { good, expired, wrongName, selfSigned };
  } finally {
    await home.remove();
  }
}

/** Node reads the system's authorities once, so one more has to be slipped under every connection. */
function trust(certificate: string): void {
  const make = tls.createSecureContext;
  tls.createSecureContext = (options = {}) =>
    make(options.ca === undefined && options.cert === undefined ? { ...options, ca: [...tls.rootCertificates, certificate] } : options);
}
