import { useId } from 'react';
import type { DestinationId } from '../../shared/ids.ts';
import type { Importable, ImportSource } from '../../shared/importable.ts';
import { importSources } from '../../shared/importable.ts';
import { say } from '../../shared/language/say.ts';
import { sayCount } from '../../shared/language/say-count.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { importPlaces, importSourceName } from '../../shared/text/import-words.ts';
import { keepingWords } from '../../shared/text/keeping-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { ImportItem } from './import-item.tsx';
import type { Import } from './use-import.ts';
import { isFree, keyOf, useImport } from './use-import.ts';
import './import-page.css';

export interface ImportPageProps {
  readonly onSignIn: (destinationId: DestinationId) => void;
  readonly onClose: () => void;
}

/** What the configurations of other programs offer, to be taken into the list of destinations. */
export function ImportPage({ onSignIn, onClose }: ImportPageProps) {
  const whole = useImport();
  const keeping = useWindow((state) => state.keeping);
  const importables = whole.list?.importables ?? [];
  const hasSecrets = importables.some((one) => one.isSupported && one.signIn.how === 'kept');
  const added = [...whole.results.values()].filter(({ destinationId }) => destinationId !== null).length;
  return (
    <>
      <div className="import-page">
        <h3 className="import-title">{say('Import from other programs of this computer')}</h3>
        {whole.list === null ? (
          <p className="import-empty" role="status">
            {say('Looking…')}
          </p>
        ) : null}
        {whole.list?.unreadable.map((error) => (
          <p key={error.details.path} className="import-unreadable ink-failed" role="alert">
            {error.details.path === undefined ? '' : `${visibleText(error.details.path)}: `}
            {errorWords(error).title}. {errorWords(error).remedy}
          </p>
        ))}
        {whole.list !== null && importables.length === 0 && whole.error === null ? (
          <p className="import-empty">
            {say('Nothing was found. Gantry looked into {places}. A destination can be added by hand at any time.', {
              places: importPlaces(),
            })}
          </p>
        ) : null}
        {importSources.map((source) => (
          <Group
            key={source}
            source={source}
            importables={importables.filter((one) => one.source === source)}
            whole={whole}
            onSignIn={onSignIn}
          />
        ))}
        {hasSecrets ? <p className="import-keeping">{keepingWords(keeping).note}</p> : null}
      </div>
      <footer className="dialog-footer">
        <p className={`import-words ${whole.error === null ? '' : 'ink-failed'}`} role="status">
          {whole.error !== null
            ? `${errorWords(whole.error).title}. ${errorWords(whole.error).remedy}`
            : added > 0
              ? sayCount(added, '{count} destination added.', '{count} destinations added.')
              : ''}
        </p>
        <Button
          label={added > 0 ? say('Done') : say('Cancel')}
          name={added > 0 ? say('Done with importing') : say('Cancel importing')}
          onPress={onClose}
        />
        <Button
          look="primary"
          label={whole.chosen.length === 0 ? say('Import') : say('Import {count}', { count: whole.chosen.length })}
          isDisabled={whole.chosen.length === 0 || whole.isImporting}
          onPress={whole.start}
        />
      </footer>
    </>
  );
}

interface GroupProps {
  readonly source: ImportSource;
  readonly importables: readonly Importable[];
  readonly whole: Import;
  readonly onSignIn: (destinationId: DestinationId) => void;
}

function Group({ source, importables, whole, onSignIn }: GroupProps) {
  const titleId = useId();
  if (importables.length === 0) return null;
  const free = importables.filter((one) => isFree(one, whole.results)).map(keyOf);
  const marked = whole.chosen.filter((one) => one.source === source).length;
  return (
    <section aria-labelledby={titleId}>
      <label className="import-group">
        <input
          ref={(element) => {
            if (element !== null) element.indeterminate = marked > 0 && marked < free.length;
          }}
          type="checkbox"
          checked={marked > 0 && marked === free.length}
          disabled={free.length === 0 || whole.isImporting}
          aria-label={say('Import all {names}', { names: importSourceName(source) })}
          onChange={() => whole.choose(free, marked < free.length)}
        />
        <span id={titleId}>{importSourceName(source)}</span>
      </label>
      <ul>
        {importables.map((one) => (
          <ImportItem key={keyOf(one)} importable={one} whole={whole} onSignIn={onSignIn} />
        ))}
      </ul>
    </section>
  );
}
