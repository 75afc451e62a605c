import type { Destination } from '../../shared/destination.ts';
import type { DestinationSecret, SecretField } from '../../shared/destination-secret.ts';
import { say } from '../../shared/language/say.ts';
import { secretFieldsOf } from '../../shared/secret-fields-of.ts';
import { keepingWords } from '../../shared/text/keeping-words.ts';
import { forgetSecret } from '../store/destination-actions.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import type { AddressValues } from './address-values.ts';
import { FormField } from './form-field.tsx';
import { secretWords } from './secret-words.ts';

export interface SecretFormProps {
  readonly values: AddressValues;
  readonly destination: Destination | null;
  readonly secret: DestinationSecret;
  readonly onChange: (secret: DestinationSecret) => void;
}

/** What is needed to sign in. What is kept already is never shown, only that it is. */
export function SecretForm({ values, destination, secret, onChange }: SecretFormProps) {
  const keeping = useWindow((state) => state.keeping);
  const words = keepingWords(keeping);
  const saved = destination?.savedSecrets ?? [];
  const hasProfile = values.kind === 's3' && values.profile.trim() !== '';
  const fields = hasProfile ? [] : secretFieldsOf(values.kind).filter((field) => field !== 'password' || values.user !== '');
  return (
    <>
      {fields.map((field) => (
        <FormField
          key={field}
          label={say(secretWords[field])}
          type={field === 'accessKeyId' ? 'text' : 'password'}
          value={secret[field] ?? ''}
          placeholder={saved.includes(field) ? words.kept : placeholderOf(field)}
          maxLength={16_384}
          isSignIn
          onChange={(text) => onChange({ ...secret, [field]: text })}
        />
      ))}
      <p className="destination-keeping destination-hint">
        {hasProfile
          ? say('The keys come from the profile “{profile}” of the AWS configuration, and stay there.', { profile: values.profile.trim() })
          : words.note}
        {saved.length === 0 || destination === null ? null : (
          <Button look="text" label={say('Forget what is kept')} onPress={() => forgetSecret(destination.destinationId)} />
        )}
      </p>
    </>
  );
}

function placeholderOf(field: SecretField): string {
  return field === 'passphrase' ? say('of the key file') : say('none|secret');
}
