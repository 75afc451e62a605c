import { Plus } from 'lucide-react';
import { useState } from 'react';
import { say } from '../../shared/language/say.ts';
import { formatMinute } from '../../shared/text/format-minute.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { errorSentence } from '../error-sentence.ts';
import { chooseForSettings, removeCertificate } from '../store/settings-actions.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import { SettingNote } from './setting-note.tsx';
import './certificate-list.css';

/** The authorities that are trusted besides the system's own, each with what it says of itself. */
export function CertificateList() {
  const certificates = useWindow((state) => state.settings?.certificates) ?? [];
  const now = useNow('minute');
  const [refusal, setRefusal] = useState<string | null>(null);
  const run = (work: Promise<unknown>): void => {
    work.then(
      () => setRefusal(null),
      (error: unknown) => setRefusal(errorSentence(error)),
    );
  };
  return (
    <>
      <p className="settings-words">
        {say('Whoever holds the key of one of these can pose as any server. Add only what you were given by whom you trust.')}
      </p>
      {certificates.length === 0 ? null : (
        <ul className="certificates">
          {certificates.map(({ subject, issuer, validUntil, fingerprint }) => (
            <li key={fingerprint} className="certificate">
              <div className="certificate-facts">
                <bdi className="certificate-subject">{visibleText(subject)}</bdi>
                <span className={validUntil < now ? 'setting-note ink-failed' : 'setting-note'}>
                  {validUntil < now
                    ? say('Expired {when}', { when: formatMinute(validUntil) })
                    : say('Valid until {when}', { when: formatMinute(validUntil) })}
                  {issuer === subject ? '' : ` · ${say('by {issuer}', { issuer: visibleText(issuer) })}`}
                </span>
                <span className="setting-note certificate-fingerprint" title={fingerprint}>
                  SHA-256 {fingerprint.slice(0, 23)}…
                </span>
              </div>
              <Button
                look="text"
                label={say('Remove')}
                name={say('Remove {name}', { name: subject })}
                onPress={() => run(removeCertificate(fingerprint))}
              />
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button
          look="outlined"
          label={say('Add from a PEM file…')}
          icon={<Plus size={16} strokeWidth={1.5} />}
          onPress={() => run(chooseForSettings('chooseCertificates'))}
        />
      </div>
      <SettingNote id="certificates-note" problem={refusal} />
    </>
  );
}
