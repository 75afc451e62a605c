import { useState } from 'react';
import { say } from '../../shared/language/say.ts';
import { keepingWords } from '../../shared/text/keeping-words.ts';
import { errorSentence } from '../error-sentence.ts';
import { saveProxyPassword } from '../store/settings-actions.ts';
import { useWindow } from '../store/store.ts';
import { TextField } from './text-field.tsx';
import { textOrNull } from './text-or-null.ts';
import type { FieldState } from './use-section.ts';

export interface ProxySignInProps {
  readonly user: string | null;
  /** The proxy has an address that holds. */
  readonly isUsable: boolean;
  readonly state: FieldState;
  readonly onUser: (user: string | null) => void;
}

/** Who signs in at the proxy. The password goes to the keychain, and is shown nowhere. */
export function ProxySignIn({ user, isUsable, state, onUser }: ProxySignInProps) {
  const isKept = useWindow((window) => window.settings?.hasProxyPassword ?? false);
  const keeping = useWindow((window) => window.keeping);
  const [refusal, setRefusal] = useState<string | null>(null);
  const words = keepingWords(keeping);
  const save = (password: string): void => {
    saveProxyPassword(password).then(
      () => setRefusal(null),
      (error: unknown) => setRefusal(errorSentence(error)),
    );
  };
  return (
    <>
      <TextField
        label={say('User')}
        value={user ?? ''}
        placeholder={say('None|user')}
        hint={say('Where the proxy asks who you are.')}
        state={state}
        onChange={(text) => onUser(textOrNull(text))}
      />
      {user === null || !isUsable ? null : (
        <TextField
          label={say('Password')}
          type="password"
          value=""
          placeholder={isKept ? words.kept : ''}
          hint={isKept ? say('A new one takes its place.') : words.note}
          state={{ problem: refusal, onDefault: null }}
          onForget={isKept ? () => save('') : null}
          onChange={save}
        />
      )}
    </>
  );
}
