import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';

/** A key and a certificate that nobody signed but itself, for 127.0.0.1; made by openssl. */
export async function selfSignedCertificate(): Promise<{ readonly key: string; readonly cert: string }> {
  const home = await temporaryDirectory();
  try {
    const [key, cert] = [join(home.path, 'key.pem'), join(home.path, 'cert.pem')];
    const kind = [
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=127.0.0.1',
      '-addext',
      'subjectAltName=IP:127.0.0.1',
    ];
    await promisify(execFile)('openssl', ['req', ...kind, '-keyout', key, '-out', cert]);
    return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
  } finally {
    await home.remove();
  }
}
