import { useId } from 'react';
import type { DestinationKind } from '../../shared/destination.ts';
import { destinationKinds } from '../../shared/destination.ts';
import { say } from '../../shared/language/say.ts';
import type { AddressValues } from './address-values.ts';
import { exampleOfKind, fieldsOfKind } from './address-values.ts';
import { composeAddress } from './compose-address.ts';
import { FormField } from './form-field.tsx';
import { kindName } from './kind-name.ts';
import { readAddress } from './read-address.ts';

export interface AddressFormProps {
  readonly values: AddressValues;
  readonly address: string;
  readonly problem: string | null;
  readonly onChange: (values: AddressValues, address: string) => void;
}

const kindsInOrder = Object.keys(fieldsOfKind) as readonly DestinationKind[];

/** The parts of an address and the address itself: whichever is written, the other follows. */
export function AddressForm({ values, address, problem, onChange }: AddressFormProps) {
  const kindId = useId();
  const encryptionId = useId();
  const change = (part: Partial<AddressValues>): void => {
    const next = { ...values, ...part };
    onChange(next, composeAddress(next));
  };
  return (
    <>
      <label htmlFor={kindId}>{say('Kind')}</label>
      <select
        id={kindId}
        className="text-input select-input"
        value={values.kind}
        onChange={(event) => {
          const kind = destinationKinds.find((known) => known === event.target.value);
          // What Gantry's own query says to one kind means nothing to another.
          if (kind !== undefined) change({ kind, rest: [] });
        }}
      >
        {kindsInOrder.map((kind) => (
          <option key={kind} value={kind}>
            {kindName(kind)}
          </option>
        ))}
      </select>
      {fieldsOfKind[values.kind].map(({ name, label, placeholder, example }) => (
        <FormField
          key={name}
          label={say(label)}
          value={values[name]}
          placeholder={placeholder === undefined ? example : say(placeholder)}
          onChange={(text) => change({ [name]: text })}
        />
      ))}
      {values.kind === 'sftp' ? null : (
        <>
          <label htmlFor={encryptionId}>{say('Encryption')}</label>
          <select
            id={encryptionId}
            className="text-input select-input"
            value={values.isEncrypted ? 'https' : 'http'}
            onChange={(event) => change({ isEncrypted: event.target.value === 'https' })}
          >
            <option value="https">{say('https: encrypted')}</option>
            <option value="http">{say('http: everybody on the way can read along')}</option>
          </select>
        </>
      )}
      <FormField
        label={say('Address')}
        value={address}
        problem={problem}
        hint={say('All of the above in one line. It may be written or pasted instead.')}
        placeholder={exampleOfKind[values.kind]}
        maxLength={8192}
        onChange={(text) => onChange(readAddress(text) ?? values, text)}
      />
    </>
  );
}
