import { Check, Minus } from 'lucide-react';
import { useId } from 'react';
import type { DestinationId } from '../../shared/ids.ts';
import type { Importable } from '../../shared/importable.ts';
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
          aria-label={`Import ${name}`}
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
            {isAdded ? 'Added, but its sign-in is not kept' : 'Not added'}: {errorWords(result.error).title}.{' '}
            {errorWords(result.error).remedy}
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

function Mark({ isIn }: { readonly isIn: boolean }) {
  return isIn ? (
    <Check className="ink-done" size={14} strokeWidth={1.5} aria-label="in the list" />
  ) : (
    <Minus size={14} strokeWidth={1.5} aria-label="cannot be imported" />
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
  return <Button look="outlined" label="Sign in…" name={`Sign in at ${name}`} onPress={() => onSignIn(destinationId)} />;
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
  const standing = isAdded ? 'Added' : isSaved ? 'In the list already' : null;
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
      <label htmlFor={id}>Bucket</label>
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
          Give its bucket.
        </span>
      ) : null}
    </div>
  );
}
