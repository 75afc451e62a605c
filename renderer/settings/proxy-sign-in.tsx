import { useState } from 'react';
import { keepingWords } from '../../shared/text/keeping-words.ts';
import { errorSentence } from '../error-sentence.ts';
import { saveProxyPassword } from '../store/settings-actions.ts';
import { useWindow } from '../store/store.ts';
import { TextField } from './text-field.tsx';

export interface ProxySignInProps {
  readonly user: string | null;
  readonly problem: string | null;
  readonly onUser: (user: string | null) => void;
}

/** Who signs in at the proxy. The password goes to the keychain, and is shown nowhere. */
export function ProxySignIn({ user, problem, onUser }: ProxySignInProps) {
  const isKept = useWindow((state) => state.settings?.hasProxyPassword ?? false);
  const keeping = useWindow((state) => state.keeping);
  const [refusal, setRefusal] = useState<string | null>(null);
  const words = keepingWords(keeping);
  return (
    <>
      <TextField
        label="User"
        value={user ?? ''}
        placeholder="None"
        problem={problem}
        hint="Where the proxy asks who you are."
        onChange={(text) => onUser(text.trim() === '' ? null : text.trim())}
      />
      {user === null ? null : (
        <TextField
          label="Password"
          type="password"
          value=""
          placeholder={isKept ? words.kept : ''}
          hint={isKept ? 'A new one takes its place.' : words.note}
          problem={refusal}
          onChange={(text) => {
            saveProxyPassword(text).then(
              () => setRefusal(null),
              (error: unknown) => setRefusal(errorSentence(error)),
            );
          }}
        />
      )}
    </>
  );
}
