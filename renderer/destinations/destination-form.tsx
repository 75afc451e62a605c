import type { FormEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import type { Destination, ProbeAnswer } from '../../shared/destination.ts';
import type { DestinationSecret } from '../../shared/destination-secret.ts';
import type { DestinationId } from '../../shared/ids.ts';
import { say } from '../../shared/language/say.ts';
import { errorSentence } from '../error-sentence.ts';
import { addDestination, saveSecret, testAddress, updateDestination } from '../store/destination-actions.ts';
import { Button } from '../ui/button.tsx';
import { AddressForm } from './address-form.tsx';
import type { AddressValues } from './address-values.ts';
import { emptyAddress } from './address-values.ts';
import { askedFor } from './asked-for.ts';
import { FormField } from './form-field.tsx';
import { ProbeResult } from './probe-result.tsx';
import { readAddress } from './read-address.ts';
import { SecretForm } from './secret-form.tsx';

export interface DestinationFormProps {
  /** null: a new one. */
  readonly destination: Destination | null;
  /** Where the keyboard begins; at the name without it. */
  readonly at?: 'name' | 'sign-in';
  /** It is saved, and what is left of the form belongs to it now. */
  readonly onAdded: (destinationId: DestinationId) => void;
  readonly onClose: () => void;
}

/** A destination by its parts or its address, with its sign-in: tested before it is saved. */
export function DestinationForm({ destination, at = 'name', onAdded, onClose }: DestinationFormProps) {
  const [name, setName] = useState(destination?.name ?? '');
  const [address, setAddress] = useState(destination?.url ?? '');
  const [values, setValues] = useState<AddressValues>(() => readAddress(destination?.url ?? '') ?? emptyAddress);
  const [secret, setSecret] = useState<DestinationSecret>({});
  const [answer, setAnswer] = useState<ProbeAnswer | 'asking' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isChecked, setIsChecked] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  /** How often something was missing: each time the keyboard goes to where it is. */
  const [checks, setChecks] = useState(0);
  const titleId = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const first = form.current?.querySelector('input');
    const field = at === 'sign-in' ? (form.current?.querySelector<HTMLInputElement>('input[data-sign-in]') ?? first) : first;
    // A dialog that opens only after this looks for it by that.
    field?.setAttribute('autofocus', '');
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  }, [at]);
  useEffect(() => {
    if (checks > 0) form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
  }, [checks]);

  const typed = Object.fromEntries(Object.entries(secret).filter(([, text]) => text !== ''));
  const nameProblem = isChecked && name.trim() === '' ? say('Give it a name.') : null;
  const addressProblem = isChecked && address.trim() === '' ? say('Give its server above, or its address here.') : null;
  const changeAddress = (next: AddressValues, text: string): void => {
    setValues(next);
    setAddress(text);
    setAnswer(null);
    setProblem(null);
  };

  const save = async (): Promise<void> => {
    let destinationId = destination?.destinationId ?? null;
    if (destinationId === null) destinationId = (await addDestination(name.trim(), address.trim())).destinationId;
    else await updateDestination(destinationId, name.trim(), address.trim());
    if (Object.keys(typed).length > 0) {
      // From here on it is saved: a sign-in that could not be kept is given again to that one, and not to a second.
      onAdded(destinationId);
      await saveSecret(destinationId, typed);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsChecked(true);
    if (name.trim() === '' || address.trim() === '') {
      setChecks(checks + 1);
      return;
    }
    setProblem(null);
    setIsSaving(true);
    save()
      .then(onClose, (error: unknown) => setProblem(errorSentence(error)))
      .finally(() => setIsSaving(false));
  };
  const test = (): void => {
    setIsChecked(true);
    if (address.trim() !== '') askedFor(testAddress(address.trim(), typed, destination?.destinationId ?? null), setAnswer);
  };

  return (
    <form ref={form} className="destination-form" onSubmit={submit} aria-labelledby={titleId} noValidate>
      <div className="destination-fields">
        <h3 id={titleId} className="destination-form-title">
          {destination === null ? say('A new destination') : say('Edit the destination')}
        </h3>
        <FormField label={say('Name')} value={name} problem={nameProblem} maxLength={200} onChange={setName} />
        <AddressForm values={values} address={address} problem={addressProblem} onChange={changeAddress} />
        <SecretForm values={values} destination={destination} secret={secret} onChange={setSecret} />
        {problem === null ? null : (
          <p className="destination-problem ink-failed" role="alert">
            {problem}
          </p>
        )}
        {answer === null ? null : (
          <div className="destination-tested" ref={(element) => element?.scrollIntoView({ block: 'nearest' })}>
            <ProbeResult
              answer={answer}
              trust={{
                of:
                  destination !== null && address.trim() === destination.url
                    ? { destinationId: destination.destinationId }
                    : { url: address.trim() },
                onTrusted: test,
              }}
            />
          </div>
        )}
      </div>
      <footer className="dialog-footer">
        <Button look="outlined" label={say('Test')} name={say('Test this destination')} isDisabled={answer === 'asking'} onPress={test} />
        <span className="destination-footer-space" />
        <Button label={say('Cancel')} name={say('Cancel editing')} onPress={onClose} />
        <Button
          type="submit"
          look="primary"
          label={destination === null ? say('Add') : say('Save')}
          name={destination === null ? say('Add destination') : say('Save destination')}
          isDisabled={isSaving}
        />
      </footer>
    </form>
  );
}
