import { useState } from 'react';
import { say } from '../../shared/language/say.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { errorSentence } from '../error-sentence.ts';
import { chooseForSettings } from '../store/settings-actions.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';

/** All settings as a file, out and in. */
export function FilePage() {
  const problem = useWindow((state) => state.settings?.problem ?? null);
  const [said, setSaid] = useState<{ readonly words: string; readonly isWrong: boolean } | null>(null);
  const choose = (request: 'chooseImport' | 'chooseExport', words: string): void => {
    chooseForSettings(request).then(
      (isDone) => setSaid(isDone ? { words, isWrong: false } : null),
      (error: unknown) => setSaid({ words: errorSentence(error), isWrong: true }),
    );
  };
  return (
    <>
      <p className="settings-words">
        {say('All settings are one JSON file. No password is in it, and no destination.')}{' '}
        {say(
          'A file in which anything is wrong is refused whole, with the reason. What in it reaches beyond Gantry is named to you first.',
        )}
      </p>
      {problem === null ? null : (
        <p className="settings-words ink-failed">
          {errorWords(problem).title}. {errorWords(problem).remedy} {say('Until then defaults hold. The first change sets the file aside.')}
        </p>
      )}
      <div className="setting-buttons">
        <Button look="outlined" label={say('Export…')} onPress={() => choose('chooseExport', say('Exported.'))} />
        <Button look="outlined" label={say('Import…')} onPress={() => choose('chooseImport', say('Imported. Everything holds now.'))} />
      </div>
      <p className={said?.isWrong === true ? 'settings-words ink-failed' : 'settings-words'} role="status">
        {said?.words ?? ''}
      </p>
    </>
  );
}
