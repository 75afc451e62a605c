import { Plus } from 'lucide-react';
import { useState } from 'react';
import { formatMinute } from '../../shared/text/format-minute.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { errorSentence } from '../error-sentence.ts';
import { chooseSettingsFile } from '../store/settings-actions.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import './certificate-list.css';

export interface CertificateListProps {
  readonly authorities: readonly string[];
  readonly onChange: (authorities: readonly string[]) => void;
}

/** The authorities that are trusted besides the system's own, each with what it says of itself. */
export function CertificateList({ authorities, onChange }: CertificateListProps) {
  const certificates = useWindow((state) => state.settings?.certificates) ?? [];
  const now = useNow('minute');
  const [refusal, setRefusal] = useState<string | null>(null);
  return (
    <>
      <p className="settings-words">
        Whoever holds the key of one of these can show Gantry any server. Add only what you were given by whom you trust.
      </p>
      {certificates.length === 0 ? null : (
        <ul className="certificates">
          {certificates.map(({ subject, issuer, validUntil, fingerprint }, index) => (
            <li key={fingerprint} className="certificate">
              <div className="certificate-facts">
                <bdi className="certificate-subject">{visibleText(subject)}</bdi>
                <span className={validUntil < now ? 'setting-note ink-failed' : 'setting-note'}>
                  {validUntil < now ? 'Expired' : 'Valid until'} {formatMinute(validUntil)}
                  {issuer === subject ? '' : ` · by ${visibleText(issuer)}`}
                </span>
                <span className="setting-note certificate-fingerprint">SHA-256 {fingerprint.slice(0, 23)}…</span>
              </div>
              <Button
                look="text"
                label="Remove"
                name={`Remove ${subject}`}
                onPress={() => onChange(authorities.filter((_, other) => other !== index))}
              />
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button
          look="outlined"
          label="Add from a PEM file…"
          icon={<Plus size={16} strokeWidth={1.5} />}
          onPress={() => {
            chooseSettingsFile('chooseCertificates').then(
              () => setRefusal(null),
              (error: unknown) => setRefusal(errorSentence(error)),
            );
          }}
        />
      </div>
      {refusal === null ? null : (
        <p className="setting-note ink-failed" role="alert">
          {refusal}
        </p>
      )}
    </>
  );
}
