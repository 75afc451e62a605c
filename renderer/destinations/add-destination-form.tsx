import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { errorWords } from '../../shared/text/error-words.ts';
import { ClientError } from '../client-error.ts';
import { addDestination } from '../store/destination-actions.ts';
import { Button } from '../ui/button.tsx';

/** A new destination by its name and address. It is in use at once; "Test" in the list tells whether it answers. */
export function AddDestinationForm() {
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const nameId = useId();
  const urlId = useId();
  const isReady = name.trim() !== '' && url.trim() !== '';

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    setProblem(null);
    addDestination(name.trim(), url.trim()).then(
      () => {
        setName('');
        setUrl('');
      },
      (error: unknown) => {
        const { title, remedy } = errorWords(error instanceof ClientError ? error : { code: 'internal', details: {} });
        setProblem(`${title}. ${remedy}`);
      },
    );
  };

  return (
    <form className="destination-form" onSubmit={submit}>
      <h2 className="destination-form-title">Add a destination</h2>
      <label htmlFor={nameId}>Name</label>
      <input id={nameId} className="text-input" value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
      <label htmlFor={urlId}>Address</label>
      <input
        id={urlId}
        className="text-input"
        value={url}
        maxLength={8192}
        spellCheck={false}
        placeholder="tus+https://example.org/files/"
        aria-describedby={`${urlId}-hint`}
        onChange={(event) => setUrl(event.target.value)}
      />
      <p id={`${urlId}-hint`} className="destination-hint">
        <code>tus+https://…</code> goes on after interruptions. <code>put+https://…</code> and <code>post+https://…</code> start a file
        over.
      </p>
      {problem === null ? null : (
        <p className="destination-problem ink-failed" role="alert">
          {problem}
        </p>
      )}
      <div className="destination-submit">
        <Button type="submit" look="primary" label="Add" name="Add destination" isDisabled={!isReady} />
      </div>
    </form>
  );
}
