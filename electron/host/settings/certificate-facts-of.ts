import { X509Certificate } from 'node:crypto';
import type { CertificateFacts } from '../../../shared/settings-view.ts';

/** What a certificate says of itself; null for a text that is none. */
export function certificateFactsOf(pem: string): CertificateFacts | null {
  try {
    const certificate = new X509Certificate(pem);
    return {
      subject: shortName(certificate.subject),
      issuer: shortName(certificate.issuer),
      validFrom: Date.parse(certificate.validFrom),
      validUntil: Date.parse(certificate.validTo),
      fingerprint: certificate.fingerprint256,
    };
  } catch {
    return null;
  }
}

/** The common name, or whatever there is in its place. */
function shortName(distinguishedName: string): string {
  const lines = distinguishedName.split('\n');
  const common = lines.find((line) => line.startsWith('CN='))?.slice(3);
  return common ?? lines.map((line) => line.replace(/^[A-Za-z]+=/, '')).join(', ');
}
