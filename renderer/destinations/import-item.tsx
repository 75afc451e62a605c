import { Check, Minus } from 'lucide-react';
import { useId } from 'react';
import type { PlainError } from '../../shared/error-codes.ts';
import type { DestinationId } from '../../shared/ids.ts';
import type { Importable } from '../../shared/importable.ts';
import { say } from '../../shared/language/say.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { importedSignInWords } from '../../shared/text/import-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { Button } from '../ui/button.tsx';
import { ForeignName } from '../ui/foreign-name.tsx';
import type { Import, Supported } from './use-import.ts';
import { isFree, keyOf } from './use-import.ts';

export interface ImportItemProps {
  readonly importable: Importable;
  readonly whole: Import;
  readonly onSignIn: (destinationId: DestinationId) => void;
}

/** One place that another program knows: a mark to take it, its address, and what it needs; or why it cannot be taken. */
export function ImportItem({ importable, whole, onSignIn }: ImportItemProps) {
  const key = keyOf(importable);
  const name = visibleText(importable.name);
  const result = whole.results.get(key);
  const isMarked = whole.chosen.some((one) => keyOf(one) === key);
  const isAdded = result !== undefined && result.destinationId !== null;
  return (
    <li className={importable.isSupported ? 'import-item' : 'import-item import-refused'}>
      {isFree(importable, whole.results) ? (
        <input
          type="checkbox"
          checked={isMarked}
          disabled={whole.isImporting}
          aria-label={say('Import {name}', { name })}
          onChange={() => whole.choose([key], !isMarked)}
        />
      ) : (
        <Mark isIn={importable.isSupported} />
      )}
      <div className="import-facts">
        <ForeignName className="import-name" text={importable.name} />
        {importable.isSupported ? (
          <SupportedFacts importable={importable} isAdded={isAdded} bucket={(whole.buckets.get(key) ?? '').trim()} />
        ) : (
          <span className="import-fact">{importable.note}</span>
        )}
        {result === undefined || result.error === null ? null : (
          <span className="import-fact ink-failed">
            {isAdded
              ? say('Added, but its sign-in is not kept: {problem}', { problem: problemWords(result.error) })
              : say('Not added: {problem}', { problem: problemWords(result.error) })}
          </span>
        )}
        {isMarked && importable.isSupported && importable.needsBucket ? <BucketField importable={importable} whole={whole} /> : null}
      </div>
      {isAdded && result.destinationId !== null && needsSignIn(importable, result.error !== null) ? (
        <SignInButton name={name} destinationId={result.destinationId} onSignIn={onSignIn} />
      ) : null}
    </li>
  );
}

function problemWords(error: PlainError): string {
  const { title, remedy } = errorWords(error);
  return `${title}. ${remedy}`;
}

function Mark({ isIn }: { readonly isIn: boolean }) {
  return isIn ? (
    <Check className="ink-done" size={14} strokeWidth={1.5} aria-label={say('in the list')} />
  ) : (
    <Minus size={14} strokeWidth={1.5} aria-label={say('cannot be imported')} />
  );
}

function needsSignIn(importable: Importable, isRefused: boolean): boolean {
  return importable.isSupported && (isRefused || importable.signIn.how === 'needed');
}

interface SignInButtonProps {
  readonly name: string;
  readonly destinationId: DestinationId;
  readonly onSignIn: (destinationId: DestinationId) => void;
}

function SignInButton({ name, destinationId, onSignIn }: SignInButtonProps) {
  return (
    <Button look="outlined" label={say('Sign in…')} name={say('Sign in at {name}', { name })} onPress={() => onSignIn(destinationId)} />
  );
}

function SupportedFacts({
  importable,
  isAdded,
  bucket,
}: {
  readonly importable: Supported;
  readonly isAdded: boolean;
  readonly bucket: string;
}) {
  const { url, kind, note, signIn, isSaved } = importable;
  const standing = isAdded ? say('Added') : isSaved ? say('In the list already') : null;
  return (
    <>
      <ForeignName className="import-fact import-address" text={bucket === '' ? url : url.replace('/BUCKET', `/${bucket}`)} />
      <span className="import-fact">
        {standing === null ? null : <span className="ink-done">{standing}. </span>}
        {isSaved ? null : `${importedSignInWords(signIn, kind)}.`}
        {note === null ? '' : ` ${note}`}
      </span>
    </>
  );
}

function BucketField({ importable, whole }: { readonly importable: Supported; readonly whole: Import }) {
  const id = useId();
  const key = keyOf(importable);
  const bucket = whole.buckets.get(key) ?? '';
  const isMissing = whole.isChecked && bucket.trim() === '';
  return (
    <div className="import-bucket">
      <label htmlFor={id}>{say('Bucket')}</label>
      <input
        id={id}
        className="text-input"
        type="text"
        value={bucket}
        maxLength={255}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={isMissing}
        aria-describedby={isMissing ? `${id}-note` : undefined}
        onChange={(event) => whole.setBucket(key, event.target.value)}
      />
      {isMissing ? (
        <span id={`${id}-note`} className="import-fact ink-failed">
          {say('Give its bucket.')}
        </span>
      ) : null}
    </div>
  );
}
